// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/decoder.h"
