/* SPDX-License-Identifier: MIT */
/* A test includes this header of glibc, but does not call its functions. */
#pragma once
