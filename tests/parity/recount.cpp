// The recount built for the machine: what the browser's program must print byte for byte.
// recount-engine BALLOTS PARAMETERS OUTPUT: files in, a file out.
#include "client/recount/recount.h"

#include <cstdio>
#include <string>

#include "tests/parity/read_file.h"

int main(int count, char** arguments) {
  if (count != 4) return std::fputs("recount-engine BALLOTS PARAMETERS OUTPUT\n", stderr), 2;
  const std::string answer = pochin::recount::recount(read_file(arguments[1]), read_file(arguments[2]));
  std::FILE* file = std::fopen(arguments[3], "wb");
  const bool written = file && std::fwrite(answer.data(), 1, answer.size(), file) == answer.size();
  return file && std::fclose(file) == 0 && written ? 0 : 1;
}
