# SPDX-License-Identifier: MIT
add_library(Own::own STATIC IMPORTED)
set_target_properties(Own::own PROPERTIES IMPORTED_LOCATION "${CMAKE_CURRENT_LIST_DIR}/../../libown.a")
