/* SPDX-License-Identifier: MIT
 * Ends what <bits/hold.h> begins. */
#pragma pop_macro("__NACRE_HOLD")
