// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trailsift {

// Gives memory that was freed back to the system, after a step that needed much more of it than
// what follows: the C library would keep it. Does nothing where the C library has no such call. Any
// thread may call it; it takes about a millisecond for each 10 MB.
void release_free_memory();

}  // namespace trailsift
