// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/memory.h"

#include <cstdlib>  // says whose C library this is

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace trailsift {

void release_free_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace trailsift
