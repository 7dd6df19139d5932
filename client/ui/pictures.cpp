#include "client/ui/pictures.h"

#include <array>

namespace pochin::ui {
namespace {

constexpr PictureShape polygon3(uint32_t c, float a, float b, float d, float e, float f, float g) {
  return {ShapeKind::Polygon, c, {a, b, d, e, f, g}, 6};
}
constexpr PictureShape polygon4(uint32_t c, float a, float b, float d, float e, float f, float g, float h, float i) {
  return {ShapeKind::Polygon, c, {a, b, d, e, f, g, h, i}, 8};
}
constexpr PictureShape ellipse(uint32_t c, float x, float y, float rx, float ry) {
  return {ShapeKind::Ellipse, c, {x, y, rx, ry}, 4};
}
constexpr PictureShape box(uint32_t c, float x, float y, float w, float h) {
  return {ShapeKind::Rect, c, {x, y, w, h}, 4};
}
constexpr PictureShape stroke(uint32_t c, float x1, float y1, float x2, float y2, float w) {
  return {ShapeKind::Stroke, c, {x1, y1, x2, y2, w}, 5};
}

constexpr uint32_t kTrunk = 0x8A6B4E, kTree = 0x3E8E5A, kYoung = 0x57A36C, kFir = 0x2F7A55, kWood = 0x8A5F3C,
                   kHill = 0xA6D29E, kGrass = 0x86BF84, kSand = 0xEBD9B8, kWater = 0x6FBDE8, kFoam = 0xCDEBFA,
                   kSteel = 0x45566B;

constexpr std::array kYard = {ellipse(kHill, 160, 140, 220, 40),
                              box(kGrass, 0, 136, 320, 64),
                              polygon4(kSand, 120, 200, 152, 136, 170, 136, 250, 200),
                              box(kTrunk, 43, 129, 5, 21),
                              ellipse(kTree, 46, 119, 18, 18),
                              box(kTrunk, 94, 128, 4, 14),
                              ellipse(kYoung, 96, 120, 13, 13),
                              box(kTrunk, 238, 126, 4, 18),
                              ellipse(kTree, 240, 118, 15, 15),
                              box(kTrunk, 285, 134, 6, 22),
                              ellipse(kYoung, 288, 122, 20, 20),
                              box(kWood, 60, 162, 44, 4),
                              box(kWood, 60, 170, 44, 4),
                              box(kWood, 62, 172, 4, 12),
                              box(kWood, 98, 172, 4, 12),
                              stroke(kSteel, 204, 152, 204, 104, 3),
                              ellipse(0xF7D774, 204, 100, 6, 6)};

constexpr std::array kLight = {ellipse(0xF6E7B4, 262, 42, 16, 16),
                               ellipse(0x26466A, 90, 150, 170, 34),
                               box(0x5A6F8F, 20, 112, 58, 34),
                               polygon3(0x3E4E6B, 15, 112, 49, 88, 83, 112),
                               box(0xF7F2E4, 30, 122, 12, 12),
                               box(0xF7F2E4, 55, 122, 12, 12),
                               box(0x5A6F8F, 214, 112, 50, 30),
                               polygon3(0x3E4E6B, 209, 112, 239, 91, 269, 112),
                               box(0xF7F2E4, 223, 121, 11, 10),
                               box(0xF7F2E4, 244, 121, 11, 10),
                               box(0x20344F, 0, 146, 320, 54),
                               polygon4(0x3B4A5F, 100, 200, 142, 146, 178, 146, 250, 200),
                               polygon3(0x6A6C63, 154, 70, 128, 168, 182, 168),
                               stroke(0xC9D5E4, 140, 172, 140, 62, 4),
                               stroke(0xC9D5E4, 138, 62, 158, 62, 4),
                               box(0xFFE39A, 148, 60, 16, 7),
                               polygon3(0x4C5A66, 244, 80, 224, 160, 264, 160),
                               stroke(0xC9D5E4, 232, 164, 232, 74, 4),
                               stroke(0xC9D5E4, 230, 74, 246, 74, 4),
                               box(0xFFE39A, 238, 72, 14, 6)};

constexpr std::array kPlay = {ellipse(kHill, 100, 150, 190, 42),      box(kGrass, 0, 146, 320, 54),
                              ellipse(kSand, 160, 176, 120, 14),      box(kTrunk, 18, 130, 4, 14),
                              ellipse(kTree, 20, 122, 14, 14),        box(kTrunk, 296, 128, 4, 18),
                              ellipse(kYoung, 298, 118, 16, 16),      stroke(0xB0673E, 86, 174, 86, 92, 5),
                              stroke(0xB0673E, 122, 174, 122, 92, 5), polygon3(0x2F6BDB, 78, 92, 104, 66, 130, 92),
                              box(0xF2A31B, 84, 112, 42, 6),          stroke(0xF2A31B, 124, 116, 172, 170, 8),
                              stroke(kSteel, 206, 174, 218, 90, 4),   stroke(kSteel, 270, 174, 258, 90, 4),
                              stroke(kSteel, 214, 90, 262, 90, 4),    stroke(0x7F93A8, 230, 90, 230, 140, 2),
                              stroke(0x7F93A8, 246, 90, 246, 140, 2), box(0xC4603A, 226, 140, 24, 4)};

constexpr std::array kBridge = {
    ellipse(0x9CCB95, 70, 132, 150, 44),      ellipse(kGrass, 270, 136, 130, 44),
    box(0x78B27A, 0, 130, 320, 70),           polygon4(kWater, 88, 134, 232, 134, 280, 200, 40, 200),
    stroke(kFoam, 110, 160, 150, 160, 3),     stroke(kFoam, 180, 184, 220, 184, 3),
    polygon3(kFir, 22, 120, 40, 80, 58, 120), polygon3(kFir, 268, 118, 286, 76, 304, 118),
    stroke(kWood, 60, 136, 110, 116, 9),      stroke(kWood, 110, 116, 160, 109, 9),
    stroke(kWood, 160, 109, 210, 116, 9),     stroke(kWood, 210, 116, 260, 136, 9),
    stroke(0xB58863, 60, 112, 110, 92, 5),    stroke(0xB58863, 110, 92, 160, 85, 5),
    stroke(0xB58863, 160, 85, 210, 92, 5),    stroke(0xB58863, 210, 92, 260, 112, 5),
    stroke(0xB58863, 84, 103, 84, 126, 4),    stroke(0xB58863, 134, 89, 134, 112, 4),
    stroke(0xB58863, 186, 89, 186, 112, 4),   stroke(0xB58863, 236, 103, 236, 126, 4)};

constexpr std::array kSpring = {ellipse(0x9CCB95, 60, 140, 140, 62),
                                ellipse(0x84BC86, 280, 146, 120, 58),
                                polygon3(kFir, 24, 122, 40, 82, 56, 122),
                                polygon3(kFir, 66, 127, 78, 96, 90, 127),
                                polygon3(kFir, 272, 122, 286, 86, 300, 122),
                                box(0x78B27A, 0, 146, 320, 54),
                                stroke(kWood, 128, 96, 128, 160, 7),
                                stroke(kWood, 200, 96, 200, 160, 7),
                                polygon3(0xB0673E, 112, 98, 164, 62, 216, 98),
                                box(0x9C7650, 120, 140, 88, 24),
                                box(0x7F5D3C, 120, 150, 88, 3),
                                stroke(0x5FB6E5, 164, 132, 164, 154, 7),
                                polygon4(kWater, 110, 168, 218, 168, 270, 200, 80, 200),
                                stroke(kFoam, 128, 178, 188, 178, 3),
                                stroke(kFoam, 118, 190, 208, 190, 3)};

constexpr std::array kRoad = {ellipse(0x9CCB95, 80, 132, 170, 46),
                              ellipse(kGrass, 270, 136, 130, 40),
                              box(0x78B27A, 0, 126, 320, 74),
                              polygon4(0x5E6B78, 60, 200, 146, 126, 174, 126, 260, 200),
                              polygon4(0xFFFFFF, 157, 140, 163, 140, 164, 150, 156, 150),
                              polygon4(0xFFFFFF, 155, 160, 165, 160, 167, 174, 153, 174),
                              polygon4(0xFFFFFF, 151, 186, 169, 186, 171, 200, 149, 200),
                              box(kTrunk, 58, 118, 5, 22),
                              ellipse(kTree, 60, 106, 18, 18),
                              box(kTrunk, 262, 122, 5, 20),
                              ellipse(kYoung, 264, 110, 17, 17),
                              stroke(kSteel, 224, 160, 224, 92, 4),
                              polygon4(0x2F6BDB, 210, 74, 238, 74, 238, 100, 210, 100),
                              polygon3(0xFFFFFF, 216, 94, 224, 80, 232, 94)};

constexpr std::array kScenes = {
    PictureScene{"yard", 0xD8ECFA, 0xF4F8EE, kYard},     PictureScene{"light", 0x16294A, 0x3D5D8C, kLight},
    PictureScene{"play", 0xD6EAF8, 0xF4F8EE, kPlay},     PictureScene{"bridge", 0xD2E8F6, 0xF2F6EC, kBridge},
    PictureScene{"spring", 0xD6ECF5, 0xF2F8F4, kSpring}, PictureScene{"road", 0xD8ECFA, 0xF6F5EA, kRoad},
};

}  // namespace

std::span<const PictureScene> picture_scenes() { return kScenes; }

const PictureScene& picture_scene(std::string_view kind) {
  for (const PictureScene& scene : kScenes)
    if (scene.name == kind) return scene;
  return kScenes.front();
}

}  // namespace pochin::ui
