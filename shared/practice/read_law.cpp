#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

// A word of a closed list, or the report of what may stand there.
template <class T, class From>
T word(Object& object, std::string_view key, T otherwise, From from, std::string_view allowed) {
  const std::string code = object.text(key);
  if (code.empty()) return otherwise;
  if (const auto found = from(code)) return *found;
  object.wrong(key, "unknown_word", tr("Бывает {}", allowed));
  return otherwise;
}

void read_wording(Object& object, LegalBasis& basis) {
  basis.act = object.needed_text("act");
  basis.article = object.text("article");
  basis.part = object.text("part");
  basis.url = object.text("url");
  if (!basis.url.empty() && !basis.url.starts_with("https://") && !basis.url.starts_with("http://"))
    object.wrong("url", "url", tr("Адрес текста начинается с https:// или http://"));
  basis.source = object.needed_text("source");
  basis.kind = word(object, "kind", law::kind_of_act(basis.act), law::kind_from, tr("statute или practice_act"));
  basis.valid_from = object.date("valid_from");
  basis.valid_to = object.date("valid_to");
  basis.text = law::citation(basis.act, basis.article, basis.part);
  basis.place = object.pointer();
  object.ignore("note");
}

// One norm: its first wording, and those that took its place later.
void read_basis(const Json& json, const std::string& pointer, std::vector<LegalBasis>& into, Findings& findings) {
  Object object(json, pointer, findings);
  LegalBasis basis;
  basis.id = object.needed_text("id");
  basis.title = object.needed_text("title");
  read_wording(object, basis);
  into.push_back(basis);
  object.each("wordings", [&](const Json& item, const std::string& at) {
    Object wording(item, at, findings);
    LegalBasis later;
    later.id = basis.id;
    later.title = wording.text("title");
    if (later.title.empty()) later.title = basis.title;
    read_wording(wording, later);
    wording.done();
    into.push_back(std::move(later));
  });
  object.done();
}

law::RefusalGround read_ground(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  law::RefusalGround ground{object.needed_text("code"), object.needed_text("text"), object.needed_text("law"),
                            object.flag("must_offer_refinement")};
  object.ignore("note");
  object.done();
  return ground;
}

NamedTerm read_term(const Json& json, const std::string& pointer, Findings& findings) {
  using calendar::DayOff, calendar::Unit;
  Object object(json, pointer, findings);
  NamedTerm named;
  named.id = object.needed_text("id");
  named.title = object.needed_text("title");
  object.need("count");
  named.term.count = object.number("count", 0, calendar::kMaxCount, 0);
  object.need("unit");
  named.term.unit =
      word(object, "unit", Unit::calendar_days, calendar::unit_from, tr("calendar_days, working_days или months"));
  named.term.day_off =
      word(object, "day_off", DayOff::next_working, calendar::day_off_from, tr("next_working, stay или previous"));
  named.at_least = object.flag("at_least");
  named.law = object.needed_text("law");
  named.source = object.needed_text("source");
  object.ignore("note");
  object.done();
  return named;
}

}  // namespace

void read_law(Object& pack, Pack& into, Findings& findings) {
  pack.need("law");
  pack.each("law",
            [&](const Json& item, const std::string& pointer) { read_basis(item, pointer, into.law, findings); });
  pack.each("refusal_grounds", [&](const Json& item, const std::string& pointer) {
    into.refusal_grounds.push_back(read_ground(item, pointer, findings));
  });
  pack.each("terms", [&](const Json& item, const std::string& pointer) {
    into.terms.push_back(read_term(item, pointer, findings));
  });
}

}  // namespace pochin::practice
