// SPDX-License-Identifier: MIT
// The functions of mine.list. The type of mine_wrong_type differs from the list.
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
long mine_read(int, void*, size_t);
long mine_read_no_cancel(int, void*, size_t);
int mine_getppid(void);
int mine_dup(int, int);
int mine_undefined(int, const char*);
int mine_wrong_type(int);
#ifdef __cplusplus
}
#endif
