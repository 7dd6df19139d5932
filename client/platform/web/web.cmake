# The browser: screens, their painter and Dear ImGui as a draw list, a font atlas and a WebGL backend.
# client.js is a factory (createClient) that tools/build-web wraps together with web/*.js.
set(imgui "${POCHIN_CACHE}/src/imgui")
add_library(imgui STATIC "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_tables.cpp" "${imgui}/imgui_widgets.cpp"
  "${imgui}/backends/imgui_impl_opengl3.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui}" "${imgui}/backends")
# Nothing of its windows, demo, files or default font is used.
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT
  IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_IMPL_OPENGL_ES2)

file(GLOB web CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp" "${PROJECT_SOURCE_DIR}/client/ui/paint/*.cpp")
# Programs of the same parts, each with the screens of some wings (client/screens/programs.h).
function(pochin_client name program)
  add_executable(${name} ${ARGN})
  target_compile_definitions(${name} PRIVATE POCHIN_PROGRAM=${program})
  target_link_libraries(${name} PRIVATE client_screens imgui)
  target_link_options(${name} PRIVATE
    -sMIN_WEBGL_VERSION=1 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0
    -sMODULARIZE -sEXPORT_NAME=createClient -sENVIRONMENT=web -sFILESYSTEM=0 -sINCOMING_MODULE_JS_API=instantiateWasm
    -sALLOW_MEMORY_GROWTH -sMALLOC=emmalloc -sSTACK_SIZE=1MB
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8)

  # tools/build-web compiles with -flto for release; a quick build links without.
  if(CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
    target_link_options(${name} PRIVATE -Oz -flto --closure=1 -sEVAL_CTORS=1)
  endif()
endfunction()
pochin_client(client kVisit ${web})
pochin_client(resident kResident ${web})
pochin_client(voting kVoting ${web})
pochin_client(work kWork ${web})
