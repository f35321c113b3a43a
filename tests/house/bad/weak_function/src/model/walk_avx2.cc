// SPDX-License-Identifier: Apache-2.0
__attribute__((noinline)) inline int twice(int number) { return number * 2; }
int walk(int number);
int walk(int number) { return twice(number); }
