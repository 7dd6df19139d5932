# The second program of the browser: it counts published ballots again. recount.js is a factory (createRecount) that
# tools/build-web wraps together with web/recount.js. It runs in a worker; the tests and the bench run it in Node.
# For speed (-O2), not for size: no first visit loads it.
add_executable(recount "${CMAKE_CURRENT_LIST_DIR}/recount_main.cpp")
target_link_libraries(recount PRIVATE client_recount)
target_link_options(recount PRIVATE
  -sMODULARIZE -sEXPORT_NAME=createRecount -sENVIRONMENT=worker,node -sFILESYSTEM=0 -sINCOMING_MODULE_JS_API=wasmBinary
  -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8 --no-entry)
if(CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
  target_link_options(recount PRIVATE -O2 -flto --closure=1)
endif()
