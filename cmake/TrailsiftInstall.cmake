# SPDX-License-Identifier: Apache-2.0
# cmake --install: the binary, the rules as files to read and copy from, and, when every library
# comes from the system, the package that find_package(trailsift) finds. A build with fetched
# libraries installs the binary alone, for the package could not name what it links.
include(CMakePackageConfigHelpers)

install(TARGETS trailsift RUNTIME)
install(DIRECTORY rules/ DESTINATION ${CMAKE_INSTALL_DATADIR}/trailsift/rules)

get_property(fetched GLOBAL PROPERTY TRAILSIFT_FETCHED)
list(REMOVE_ITEM fetched googletest)
if(fetched)
  message(STATUS "The library will not be installed: it links ${fetched} built here")
  return()
endif()

get_property(layers GLOBAL PROPERTY TRAILSIFT_LAYERS)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/trailsift)
install(TARGETS trailsift_library ${layers} EXPORT trailsiftTargets)
install(DIRECTORY include/trailsift DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT trailsiftTargets NAMESPACE trailsift:: DESTINATION ${package_dir})
configure_package_config_file(
  cmake/trailsiftConfig.cmake.in ${PROJECT_BINARY_DIR}/trailsiftConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/trailsiftConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/trailsiftConfig.cmake
              ${PROJECT_BINARY_DIR}/trailsiftConfigVersion.cmake DESTINATION ${package_dir})
