/* SPDX-License-Identifier: MIT
 * Ends the effect of <bits/hold.h>. */
#pragma pop_macro("__NACRE_HOLD")
