/* SPDX-License-Identifier: MIT */
/* The tests include this, but use nothing of it. */
