/* SPDX-License-Identifier: MIT */
#define FD_TO_FILENAME_PREFIX "/proc/self/fd/"
