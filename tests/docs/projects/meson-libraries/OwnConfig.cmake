# SPDX-License-Identifier: MIT
# The package file of libown, which the test installs in a prefix of the user. Meson and CMake must find it.
add_library(Own::own STATIC IMPORTED)
set_target_properties(Own::own PROPERTIES IMPORTED_LOCATION "${CMAKE_CURRENT_LIST_DIR}/../../libown.a")
