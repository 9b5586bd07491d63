/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_UCONTEXT_H
#define _NACRE_UCONTEXT_H

#include <bits/hold.h>
#include_next <ucontext.h>
#include <bits/release.h>

#endif
