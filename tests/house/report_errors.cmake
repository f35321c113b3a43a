# SPDX-License-Identifier: Apache-2.0
# The end of a check: shows the errors that it is given, one a line, and fails when there are any.
function(report_errors)
  if(ARGN)
    list(JOIN ARGN "\n" text)
    message(NOTICE "${text}")
    message(FATAL_ERROR "see above")
  endif()
endfunction()
