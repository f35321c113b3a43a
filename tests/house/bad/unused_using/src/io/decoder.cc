// SPDX-License-Identifier: Apache-2.0
using std::string;
using std::vector;
vector<int> sizes;
