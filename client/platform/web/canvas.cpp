#include "client/platform/web/canvas.h"

#include <GLES2/gl2.h>
#include <emscripten/html5.h>

#include "client/platform/web/browser.h"
#include "client/ui/paint.h"
#include "imgui.h"
#include "imgui_impl_opengl3.h"

namespace pochin::web {

bool start_canvas(const void* regular, int regular_size, const void* bold, int bold_size, float ratio) {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  bool made = false;
  for (int version = 2; version >= 1 && !made; --version) {
    attributes.majorVersion = version;
    const auto context = emscripten_webgl_create_context("#canvas", &attributes);
    made = context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
  }
  if (!made) return false;
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouse | ImGuiConfigFlags_NoKeyboard;
  ImGui::GetStyle().FontSizeBase = 16;
  // From two device pixels per CSS pixel on, whole-pixel glyphs are sharper than oversampled ones (measured).
  ui::load_fonts(regular, regular_size, bold, bold_size, ratio >= 1.9f ? 1 : 2, baseline);
  return ImGui_ImplOpenGL3_Init();
}

void restore_canvas() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplOpenGL3_Init();
}

void begin_picture(const Size& size) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {size.width, size.height};
  io.DisplayFramebufferScale = {static_cast<float>(size.pixel_width) / size.width,
                                static_cast<float>(size.pixel_height) / size.height};
  io.DeltaTime = 1 / 60.f;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
}

void paint_marks(float top, float height) {
  constexpr float kEvery = 200, kSide = 20;
  constexpr ImU32 kBlue = 0xffff0000;
  for (float y = 0; y < height; y += kEvery)
    ImGui::GetForegroundDrawList()->AddRectFilled({0, y - top}, {kSide, y + kSide - top}, kBlue);
}

void end_picture(const Size& size) {
  ImGui::Render();
  glViewport(0, 0, size.pixel_width, size.pixel_height);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace pochin::web
