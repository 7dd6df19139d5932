// Dear ImGui without its windows: ImGui::NewFrame and Render are not called, because they alone drag in windows,
// tables, navigation and settings (a third of its code). What they do for a draw list and the atlas is done here.
#include "client/platform/web/canvas.h"

#include <GLES2/gl2.h>
#include <emscripten/html5.h>

#include "client/platform/web/browser.h"
#include "client/ui/paint.h"
#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

namespace pochin::web {
namespace {

bool create_context() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  for (int version = 2; version >= 1; --version) {
    attributes.majorVersion = version;
    const auto context = emscripten_webgl_create_context("#canvas", &attributes);
    if (context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS) return true;
  }
  return false;
}

// ImGui::Initialize without handlers of .ini files, the clipboard and the keyboard.
void create_imgui() {
  auto* g = IM_NEW(ImGuiContext)(nullptr);
  ImGui::SetCurrentContext(g);
  g->Viewports.push_back(IM_NEW(ImGuiViewportP)());
  g->DrawListSharedData.Context = g;
  ImGui::RegisterFontAtlas(g->IO.Fonts);
  g->Style.FontSizeBase = 16;
  g->Initialized = true;
}

}  // namespace

bool start_canvas(const void* regular, int regular_size, const void* bold, int bold_size, float ratio) {
  if (!create_context()) return false;
  create_imgui();
  // From two device pixels per CSS pixel on, whole-pixel glyphs are sharper than oversampled ones (measured).
  ui::load_fonts(regular, regular_size, bold, bold_size, ratio >= 1.9f ? 1 : 2, baseline, glyph);
  return ImGui_ImplOpenGL3_Init();
}

void restore_canvas() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplOpenGL3_Init();
}

void begin_picture(const Size& size) {
  ImGuiContext& g = *GImGui;
  g.IO.DisplaySize = {size.width, size.height};
  g.IO.DisplayFramebufferScale = {static_cast<float>(size.pixel_width) / size.width,
                                  static_cast<float>(size.pixel_height) / size.height};
  ImGui_ImplOpenGL3_NewFrame();
  ++g.FrameCount;
  ImFontAtlasUpdateNewFrame(g.IO.Fonts, g.FrameCount, true);
  ImGuiViewportP& viewport = *g.Viewports[0];
  viewport.Pos = {0, 0};
  viewport.Size = g.IO.DisplaySize;
  ImDrawListSharedData& shared = g.DrawListSharedData;
  shared.ClipRectFullscreen = {0, 0, size.width, size.height};
  shared.CurveTessellationTol = g.Style.CurveTessellationTol;
  shared.SetCircleTessellationMaxError(0.3f / g.IO.DisplayFramebufferScale.y);
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  if (g.IO.BackendFlags & ImGuiBackendFlags_RendererHasVtxOffset) shared.InitialFlags |= ImDrawListFlags_AllowVtxOffset;
  shared.InitialFringeScale = 1;
  shared.FontAtlas = g.IO.Fonts;  // the atlas keeps these up to date from now on; the first time they are copied
  shared.TexUvWhitePixel = g.IO.Fonts->TexUvWhitePixel;
  shared.TexUvLines = g.IO.Fonts->TexUvLines;
}

void paint_marks(float top, float height) {
  constexpr float kEvery = 200, kSide = 20;
  constexpr ImU32 kBlue = 0xffff0000;
  for (float y = 0; y < height; y += kEvery)
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, y - top}, {kSide, y + kSide - top}, kBlue);
}

void end_picture(const Size& size) {
  ImGuiContext& g = *GImGui;
  g.PlatformIO.Textures.resize(0);
  for (ImTextureData* texture : g.IO.Fonts->TexList) {
    texture->RefCount = 1;
    g.PlatformIO.Textures.push_back(texture);
  }
  ImDrawData data;
  data.Valid = true;
  data.DisplaySize = g.IO.DisplaySize;
  data.FramebufferScale = g.IO.DisplayFramebufferScale;
  data.Textures = &g.PlatformIO.Textures;
  data.AddDrawList(ImGui::GetBackgroundDrawList());
  glViewport(0, 0, size.pixel_width, size.pixel_height);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

}  // namespace pochin::web
