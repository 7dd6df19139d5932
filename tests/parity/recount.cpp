// The recount built for the machine: what the browser's program must print byte for byte.
// recount-engine BALLOTS PARAMETERS OUTPUT, or recount-engine --proof PROOF OUTPUT: files in, a file out.
#include "client/recount/recount.h"

#include <cstdio>
#include <string>

namespace {

std::string read_file(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return text;
  char block[65536];
  for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, file)) > 0;) text.append(block, got);
  std::fclose(file);
  return text;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return std::fputs("recount-engine BALLOTS PARAMETERS OUTPUT\n", stderr), 2;
  const bool proof = std::string(arguments[1]) == "--proof";
  const std::string answer = proof ? pochin::recount::verify_inclusion(read_file(arguments[2]))
                                   : pochin::recount::recount(read_file(arguments[1]), read_file(arguments[2]));
  std::FILE* file = std::fopen(arguments[3], "wb");
  const bool written = file && std::fwrite(answer.data(), 1, answer.size(), file) == answer.size();
  return file && std::fclose(file) == 0 && written ? 0 : 1;
}
