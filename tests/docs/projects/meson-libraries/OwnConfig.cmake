# SPDX-License-Identifier: MIT
# The CMake package file of libown. tests/docs/build_systems_host_test.cpp installs both in a folder outside of the
# sysroot, which stands for the user's own installation prefix. Meson must find them there by running CMake.
add_library(Own::own STATIC IMPORTED)
set_target_properties(Own::own PROPERTIES IMPORTED_LOCATION "${CMAKE_CURRENT_LIST_DIR}/../../libown.a")
