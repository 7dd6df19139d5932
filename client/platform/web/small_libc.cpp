// Functions of the C library in the shape that this program needs them, before the library's own: those read and
// write any number to its last digit, by arithmetic of 128 bits, and weigh 20 KB. Domain numbers are integers and exact
// ratios (shared/base), none comes here; who calls: the JSON library for a number with a point, Dear ImGui for names.
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

class Out {
 public:
  Out(char* to, std::size_t size) : to_(to), size_(size) {}
  void put(char c) {
    if (length_ + 1 < size_) to_[length_] = c;
    ++length_;
  }
  void number(uint64_t value, unsigned base, bool capital, std::size_t width, char fill) {
    char digits[20];
    std::size_t count = 0;
    do digits[count++] = (capital ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
    while ((value /= base) > 0);
    for (std::size_t i = count; i < width; ++i) put(fill);
    while (count > 0) put(digits[--count]);
  }
  int end() {
    if (size_ > 0) to_[length_ < size_ ? length_ : size_ - 1] = 0;
    return static_cast<int>(length_);
  }

 private:
  char* to_;
  std::size_t size_, length_ = 0;
};

}  // namespace

extern "C" {

// Decimal digits, a point, an exponent. Exact while the digits fit 15 and the exponent 22 (Clinger 1990); beyond that
// to a few units of the last place.
double strtod(const char* __restrict text, char** __restrict end) {
  const char* at = text;
  const bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  uint64_t digits = 0;
  int exponent = 0;
  bool point = false;
  for (; (*at >= '0' && *at <= '9') || (*at == '.' && !point); ++at) {
    if (*at == '.') {
      point = true;
      continue;
    }
    if (digits < UINT64_C(1000000000000000000))
      digits = digits * 10 + static_cast<uint64_t>(*at - '0');
    else
      ++exponent;
    if (point) --exponent;
  }
  if (*at == 'e' || *at == 'E') {
    const char* mark = at + 1;
    const bool down = *mark == '-';
    if (*mark == '-' || *mark == '+') ++mark;
    int more = 0;
    for (at = mark; *at >= '0' && *at <= '9'; ++at)
      if (more < 10000) more = more * 10 + (*at - '0');
    exponent += down ? -more : more;
  }
  if (end != nullptr) *end = const_cast<char*>(at);
  double scale = 1, power = 10;
  for (int left = exponent < 0 ? -exponent : exponent; left > 0; left >>= 1, power *= power)
    if ((left & 1) != 0) scale *= power;
  const double value = exponent < 0 ? static_cast<double>(digits) / scale : static_cast<double>(digits) * scale;
  return negative ? -value : value;
}
float strtof(const char* __restrict text, char** __restrict end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* __restrict text, char** __restrict end) { return strtod(text, end); }

// %d %i %u %x %X %c %s %%, widths and leading zeros; of a number with a point its whole part.
int vsnprintf(char* __restrict to, std::size_t size, const char* __restrict format, std::va_list values) {
  Out out(to, size);
  for (; *format != 0; ++format) {
    if (*format != '%') {
      out.put(*format);
      continue;
    }
    char fill = ' ';
    std::size_t width = 0, longs = 0;
    for (++format; std::strchr("-+ #0123456789.lz", *format) != nullptr && *format != 0; ++format) {
      if (*format == '0' && width == 0) fill = '0';
      if (*format == '.') width = 0;
      if (*format >= '0' && *format <= '9') width = width * 10 + static_cast<std::size_t>(*format - '0');
      if (*format == 'l') ++longs;
    }
    switch (*format) {
      case 'd':
      case 'i': {
        const int64_t value = longs > 1 ? va_arg(values, long long) : va_arg(values, int);
        if (value < 0) out.put('-');
        out.number(value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value), 10, false, width, fill);
        break;
      }
      case 'u':
      case 'x':
      case 'X':
        out.number(longs > 1 ? va_arg(values, unsigned long long) : va_arg(values, unsigned), *format == 'u' ? 10 : 16,
                   *format == 'X', width, fill);
        break;
      case 'c':
        out.put(static_cast<char>(va_arg(values, int)));
        break;
      case 's':
        for (const char* text = va_arg(values, const char*); *text != 0; ++text) out.put(*text);
        break;
      case 'f':
      case 'g':
        out.number(static_cast<uint64_t>(va_arg(values, double)), 10, false, 0, ' ');
        break;
      case 0:
        return out.end();
      default:
        out.put(*format);
    }
  }
  return out.end();
}

int snprintf(char* __restrict to, std::size_t size, const char* __restrict format, ...) {
  std::va_list values;
  va_start(values, format);
  const int length = vsnprintf(to, size, format, values);
  va_end(values);
  return length;
}

// %d and what stands around it, as a shader's «#version 100».
int sscanf(const char* __restrict text, const char* __restrict format, ...) {
  std::va_list into;
  va_start(into, format);
  int found = 0;
  for (; *format != 0; ++format) {
    if (*format != '%') {
      if (*text++ != *format) break;
      continue;
    }
    ++format;
    if (*text < '0' || *text > '9') break;
    int value = 0;
    for (; *text >= '0' && *text <= '9' && value < 100'000'000; ++text) value = value * 10 + (*text - '0');
    *va_arg(into, int*) = value;
    ++found;
  }
  va_end(into);
  return found;
}

// Messages to a console that nobody reads; the second is what a compiler makes of the first.
int fprintf(std::FILE*, const char*, ...) { return 0; }
int fiprintf(std::FILE*, const char*, ...) { return 0; }

}  // extern "C"
