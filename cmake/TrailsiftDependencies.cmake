# SPDX-License-Identifier: Apache-2.0
# Every third-party library, under the target name that the layers link. The system's package comes
# first; where there is none, TrailsiftFetch builds the pinned release. The hashes are those of the
# release archives as Debian's source packages and other distributions' manifests record them.
# trailsiftConfig.cmake.in repeats the first halves for those who link the installed library.
include(TrailsiftFetch)

find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)  # never fetched: security fixes are the system's
find_package(PkgConfig QUIET)

# trailsift_pkg_config(name module): target PkgConfig::<name> where the system has the module.
function(trailsift_pkg_config name module)
  if(PkgConfig_FOUND)
    pkg_check_modules(${name} QUIET IMPORTED_TARGET GLOBAL ${module})
  endif()
endfunction()

find_package(fmt 9 QUIET)
if(NOT TARGET fmt::fmt)
  trailsift_fetch_project(
    NAME fmt
    URL https://github.com/fmtlib/fmt/archive/9.1.0.tar.gz
    SHA256 5dea48d1fcddc3ec571ce2058e13910a0d4a6bab4cc09a809d8b1dd1c88ae6f2
    OPTIONS FMT_INSTALL OFF FMT_TEST OFF FMT_DOC OFF)
endif()

trailsift_pkg_config(libyaml yaml-0.1>=0.2.5)  # the first that takes %YAML 1.2
if(NOT TARGET PkgConfig::libyaml)
  trailsift_fetch_c_library(
    NAME libyaml
    URL https://github.com/yaml/libyaml/archive/0.2.5.tar.gz
    SHA256 fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e
    SOURCES src/api.c src/parser.c src/reader.c src/scanner.c
    INCLUDE include
    DEFINITIONS YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5
                YAML_VERSION_STRING="0.2.5")
  add_library(PkgConfig::libyaml ALIAS trailsift_third_libyaml)
endif()

find_package(CLI11 QUIET)
if(NOT TARGET CLI11::CLI11)
  trailsift_fetch_project(
    NAME CLI11
    URL https://github.com/CLIUtils/CLI11/archive/v2.1.2.tar.gz
    SHA256 26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb
    OPTIONS CLI11_BUILD_TESTS OFF CLI11_BUILD_EXAMPLES OFF CLI11_BUILD_DOCS OFF CLI11_INSTALL OFF)
endif()

find_package(nlohmann_json 3.11 QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  trailsift_fetch_project(
    NAME nlohmann_json
    URL https://github.com/nlohmann/json/archive/v3.11.2.tar.gz
    SHA256 d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273
    OPTIONS JSON_BuildTests OFF JSON_Install OFF)
endif()

trailsift_pkg_config(re2 re2)
if(NOT TARGET PkgConfig::re2)
  trailsift_fetch_project(
    NAME re2
    URL https://github.com/google/re2/archive/2022-06-01.tar.gz  # the last before it needs Abseil
    SHA256 f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f
    OPTIONS RE2_BUILD_TESTING OFF)
  add_library(PkgConfig::re2 ALIAS re2)
endif()

find_package(ZLIB QUIET)
if(NOT TARGET ZLIB::ZLIB)
  trailsift_fetch_c_library(
    NAME zlib
    URL https://github.com/madler/zlib/releases/download/v1.3.1/zlib-1.3.1.tar.gz
    SHA256 9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23
    SOURCES adler32.c crc32.c deflate.c infback.c inffast.c inflate.c inftrees.c trees.c zutil.c)
  add_library(ZLIB::ZLIB ALIAS trailsift_third_zlib)
endif()

trailsift_pkg_config(libdeflate libdeflate)
if(NOT TARGET PkgConfig::libdeflate)
  trailsift_fetch_c_library(
    NAME libdeflate
    URL https://github.com/ebiggers/libdeflate/archive/v1.14.tar.gz
    SHA256 89e7df898c37c3427b0f39aadcf733731321a278771d20fc553f92da8d4808ac
    SOURCES lib/*.c lib/*/cpu_features.c)
  add_library(PkgConfig::libdeflate ALIAS trailsift_third_libdeflate)
endif()

trailsift_pkg_config(xxhash libxxhash)
if(NOT TARGET PkgConfig::xxhash)
  trailsift_fetch_c_library(
    NAME xxhash
    URL https://github.com/Cyan4973/xxHash/archive/v0.8.1.tar.gz
    SHA256 3bb6b7d6f30c591dd65aaaff1c8b7a5b94d81687998ca9400082c739a690436c
    SOURCES xxhash.c)
  add_library(PkgConfig::xxhash ALIAS trailsift_third_xxhash)
endif()

if(TRAILSIFT_BUILD_TESTS)
  find_package(GTest QUIET)
  if(NOT TARGET GTest::gmock)
    trailsift_fetch_project(
      NAME googletest
      URL https://github.com/google/googletest/archive/release-1.12.1.tar.gz
      SHA256 81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2
      OPTIONS INSTALL_GTEST OFF)
  endif()
  include(GoogleTest)
endif()
