// The words in which the table of the format (format.h) is written. For its own files only.
#pragma once

#include "shared/practice/format.h"

namespace pochin::practice::format {

using enum Holds;
using enum Effect;

constexpr Key needed_text(std::string_view name, Effect effect, std::string_view title) {
  return {.name = name, .holds = text, .effect = effect, .title = title, .needed = true};
}
constexpr Key text_of(std::string_view name, Effect effect, std::string_view title) {
  return {.name = name, .holds = text, .effect = effect, .title = title};
}
constexpr Key word_of(std::string_view name, Effect effect, std::string_view title, Vocabulary vocabulary,
                      std::string_view otherwise = {}, bool needed = false) {
  return {.name = name,
          .holds = text,
          .effect = effect,
          .title = title,
          .needed = needed,
          .vocabulary = vocabulary,
          .otherwise = otherwise};
}
constexpr Key words_of(std::string_view name, std::string_view title, Vocabulary vocabulary, bool needed = false,
                       Order order = Order::free) {
  return {.name = name,
          .holds = texts,
          .effect = rule,
          .title = title,
          .needed = needed,
          .vocabulary = vocabulary,
          .order = order};
}
constexpr Key texts_of(std::string_view name, Effect effect, std::string_view title, Order order = Order::free) {
  return {.name = name, .holds = texts, .effect = effect, .title = title, .order = order};
}
constexpr Key formula_of(std::string_view name, std::string_view title, bool needed = false) {
  return {.name = name, .holds = formula, .effect = rule, .title = title, .needed = needed};
}
constexpr Key flag_of(std::string_view name, Effect effect, std::string_view title,
                      std::string_view otherwise = "false") {
  return {.name = name, .holds = flag, .effect = effect, .title = title, .otherwise = otherwise};
}
constexpr Key whole_of(std::string_view name, Effect effect, std::string_view title, int64_t least, int64_t most,
                       std::string_view otherwise = "0") {
  return {.name = name,
          .holds = whole,
          .effect = effect,
          .title = title,
          .otherwise = otherwise,
          .least = least,
          .most = most};
}
constexpr Key decimal_of(std::string_view name, Effect effect, std::string_view title, bool needed = false) {
  return {.name = name, .holds = decimal, .effect = effect, .title = title, .needed = needed};
}
constexpr Key object_of(std::string_view name, const Shape& shape, bool needed = true) {
  return {.name = name, .holds = object, .effect = rule, .title = shape.title, .needed = needed, .shape = &shape};
}
constexpr Key list_of(std::string_view name, const Shape& shape, std::string_view title, bool needed = false,
                      Order order = Order::free) {
  return {
      .name = name, .holds = list, .effect = rule, .title = title, .needed = needed, .shape = &shape, .order = order};
}
constexpr Key only_for(std::string_view word, Key key) {
  key.needed = false;
  key.only_for = word;
  return key;
}
constexpr Key may_for(std::string_view word, Key key) {
  key = only_for(word, key);
  key.may = true;
  return key;
}
constexpr Key not_for(std::string_view word, Key key) {
  key.needed = false;
  key.not_for = word;
  return key;
}
constexpr Key pool_of(std::string_view name, const Shape& shape, std::string_view title) {
  Key key = list_of(name, shape, title, true, Order::seen);
  key.pooled = true;
  return key;
}

inline constexpr Key kSource = text_of("source", note, "откуда это известно");
inline constexpr Key kNote = text_of("note", note, "заметка");

constexpr Key date_of(std::string_view name, std::string_view title) {
  return {.name = name, .holds = date, .effect = rule, .title = title};
}

}  // namespace pochin::practice::format
