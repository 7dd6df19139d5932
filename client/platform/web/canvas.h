// The WebGL canvas that ImGui's draw list is put on.
#pragma once

namespace pochin::web {

struct Size {
  float width = 0, height = 0;            // of the canvas, CSS pixels
  int pixel_width = 0, pixel_height = 0;  // of its bitmap
  float ratio = 1;                        // device pixels per CSS pixel
  float rem = 16;                         // CSS pixels
  float window = 0;                       // height of what one sees of the document, CSS pixels
};

// The bytes of the fonts must live as long as the program. False when the browser gives no WebGL.
bool start_canvas(const void* regular, int regular_size, const void* bold, int bold_size, float ratio);
// The context came back empty: textures and shaders are made again with the next picture.
void restore_canvas();
// What is painted between the two goes on the canvas.
void begin_picture(const Size&);
void end_picture(const Size&);
void paint_marks(float top, float height);

}  // namespace pochin::web
