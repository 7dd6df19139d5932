// A whole file for the engines that are compared: with nothing that the browser's build lacks.
#pragma once
#include <cstdio>
#include <string>

inline std::string read_file(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return text;
  char block[65536];
  for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, file)) > 0;) text.append(block, got);
  std::fclose(file);
  return text;
}
