#include "shared/form/schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace pochin::form {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 26> kKinds = {{
    {Kind::text, "text"},         {Kind::long_text, "long_text"}, {Kind::integer, "integer"},
    {Kind::decimal, "decimal"},   {Kind::money, "money"},         {Kind::date, "date"},
    {Kind::yes_no, "yes_no"},     {Kind::choice, "choice"},       {Kind::territory, "territory"},
    {Kind::phone, "phone"},       {Kind::email, "email"},         {Kind::link, "link"},
    {Kind::inn, "inn"},           {Kind::ogrn, "ogrn"},           {Kind::person, "person"},
    {Kind::period, "period"},     {Kind::address, "address"},     {Kind::organisation, "organisation"},
    {Kind::choices, "choices"},   {Kind::point, "point"},         {Kind::line, "line"},
    {Kind::area, "area"},         {Kind::files, "files"},         {Kind::table, "table"},
    {Kind::computed, "computed"}, {Kind::note, "note"},
}};

template <class Item>
const Item* by_id(const std::vector<Item>& items, std::string_view id) {
  for (const Item& each : items)
    if (each.id == id) return &each;
  return nullptr;
}

void add_names(std::vector<std::string>& all, const formula::Formula& formula) {
  for (std::string& each : formula::names(formula)) all.push_back(std::move(each));
}

// Depth first from the top of the form: what a condition reads comes before it. In a circle (lint refuses it) the one
// that stands first reads the others before they are there.
class Ordering {
 public:
  explicit Ordering(const Form& form) {
    for (std::size_t g = 0; g < form.groups.size(); ++g)
      for (std::size_t s = 0; s < form.groups[g].sections.size(); ++s) add_fields(form.groups[g].sections[s], g, s);
    for (std::size_t i = 0; i < form.derived.size(); ++i)
      add(form.derived[i].name, {0, 0, 0, i, form.derived[i].reads});
  }

  std::vector<Step> run() {
    for (std::size_t i = 0; i < steps_.size(); ++i) visit(i);
    return std::move(ordered_);
  }

 private:
  void add_fields(const Section& section, std::size_t g, std::size_t s) {
    for (std::size_t f = 0; f < section.fields.size(); ++f) {
      const Field& field = section.fields[f];
      if (!field.answerable()) continue;
      Step step{g, s, f, std::nullopt, {}};
      add_names(step.reads, section.visible);
      add_names(step.reads, field.visible);
      for (const Field& column : field.columns) add_names(step.reads, column.visible);
      add(field.id, std::move(step));
    }
  }

  void add(const std::string& name, Step step) {
    places_.insert_or_assign(name, steps_.size());
    steps_.push_back(std::move(step));
    seen_.push_back(false);
  }

  void visit(std::size_t place) {
    if (seen_[place]) return;
    seen_[place] = true;
    for (const std::string& name : steps_[place].reads) {
      auto found = places_.find(name);
      if (found == places_.end()) found = places_.find(name.substr(0, name.find('.')));
      if (found != places_.end()) visit(found->second);
    }
    ordered_.push_back(std::move(steps_[place]));
  }

  std::vector<Step> steps_, ordered_;
  std::vector<bool> seen_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace

std::optional<Kind> kind_from(std::string_view code) {
  for (const auto& [kind, name] : kKinds)
    if (name == code) return kind;
  return std::nullopt;
}

std::string_view code_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].second; }

const Option* Field::option(std::string_view code) const {
  for (const Option& each : options)
    if (each.code == code) return &each;
  return nullptr;
}

const Field* Field::column(std::string_view id_of_column) const { return by_id(columns, id_of_column); }

const Field* Form::field(std::string_view id) const {
  for (const Group& group : groups)
    for (const Section& section : group.sections)
      if (const Field* found = by_id(section.fields, id)) return found;
  return nullptr;
}

const Section* Form::section(std::string_view id) const {
  for (const Group& group : groups)
    if (const Section* found = by_id(group.sections, id)) return found;
  return nullptr;
}

const Section* Form::section_of(std::string_view path) const {
  const std::string_view id = split_path(path).field;
  for (const Group& group : groups)
    for (const Section& section : group.sections)
      if (by_id(section.fields, id)) return &section;
  return nullptr;
}

std::vector<const Section*> Form::sections(bool staff) const {
  std::vector<const Section*> found;
  for (const Group& group : groups)
    for (const Section& section : group.sections)
      if (staff || section.privacy != Privacy::staff) found.push_back(&section);
  return found;
}

const CrossRule* Form::rule(std::string_view id) const { return by_id(rules, id); }

void prepare(Form& form) {
  form.derived = form.facts;
  for (const Group& group : form.groups)
    for (const Section& section : group.sections)
      for (const Field& field : section.fields)
        if (field.kind == Kind::computed) form.derived.push_back({field.id, field.value, {}, {}});
  for (NamedFormula& each : form.derived) each.reads = formula::names(each.value);
  form.steps = Ordering(form).run();
}

FieldPath split_path(std::string_view path) {
  const std::size_t first = path.find('/');
  if (first == std::string_view::npos) return {path, {}, {}};
  const std::string_view rest = path.substr(first + 1);
  const std::size_t second = rest.find('/');
  if (second == std::string_view::npos) return {path.substr(0, first), rest, {}};
  return {path.substr(0, first), rest.substr(0, second), rest.substr(second + 1)};
}

}  // namespace pochin::form
