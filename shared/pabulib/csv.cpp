#include "shared/pabulib/csv.h"

#include <cstring>

#include "shared/base/tr.h"

namespace pochin::pabulib {

bool Records::at_end_of_line() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

// From behind the opening quote to behind what belongs to the field.
std::string_view Records::quoted() {
  std::string& field = unquoted_.emplace_back();
  const int64_t opened = next_line_;
  while (true) {
    const std::size_t end = text_.find('"', at_);
    const std::string_view part = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
    for (const char c : part) next_line_ += c == '\n' ? 1 : 0;
    field += part;
    if (end == std::string_view::npos) {
      faults_->add(Kind::unclosed_quote, opened, std::string(tr("Кавычка открыта и не закрыта до конца файла.")));
      at_ = text_.size();
      return field;
    }
    at_ = end + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    field += '"';
    ++at_;
  }
  const std::size_t begun = at_;
  while (!at_end_of_line() && text_[at_] != ';') ++at_;
  const std::string_view rest = text_.substr(begun, at_ - begun);
  if (rest.find_first_not_of(' ') != std::string_view::npos) {
    faults_->add(Kind::stray_quote, next_line_, tr("После закрывающей кавычки стоит «{}».", rest));
    field += rest;
  }
  return field;
}

bool Records::next(std::vector<std::string_view>& fields) {
  fields.clear();
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      fields.push_back(quoted());
    } else {
      const std::size_t begun = at_;
      while (!at_end_of_line() && text_[at_] != ';') ++at_;
      fields.push_back(text_.substr(begun, at_ - begun));
    }
    if (at_ >= text_.size() || text_[at_] != ';') break;
    ++at_;
  }
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++next_line_;
  return true;
}

void write_field(std::string& out, std::string_view field) {
  const bool plain = field.find_first_of(";\"\r\n") == std::string_view::npos;
  if (plain) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace pochin::pabulib
