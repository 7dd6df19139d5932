#include "shared/review/commission.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::review {

constexpr auto fields(const Member*) {
  return std::tuple{record::needed("person", &Member::person),
                    record::needed("name", &Member::name),
                    record::maybe("position", &Member::position),
                    record::needed("seat", &Member::seat),
                    record::needed("proposed_by", &Member::proposed_by),
                    record::maybe("traits", &Member::traits),
                    record::needed("from", &Member::from),
                    record::maybe("to", &Member::to)};
}

constexpr auto fields(const Commission*) {
  return std::tuple{record::needed("title", &Commission::title), record::maybe("act", &Commission::act),
                    record::needed("members", &Commission::members)};
}

constexpr auto fields(const CompositionRule*) {
  return std::tuple{record::maybe("representative_share", &CompositionRule::representative_share),
                    record::maybe("least_members", &CompositionRule::least_members),
                    record::maybe("most_members", &CompositionRule::most_members),
                    record::maybe("excluded_traits", &CompositionRule::excluded_traits),
                    record::maybe("excluded_persons", &CompositionRule::excluded_persons),
                    record::needed("secretary_votes", &CompositionRule::secretary_votes),
                    record::maybe("norm", &CompositionRule::norm)};
}

namespace {

bool serves(const Member& member, Date on) { return member.from <= on && (!member.to || on < *member.to); }

bool meet(const Member& a, const Member& b) { return (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to); }

bool has(const std::vector<std::string>& list, const std::string& item) {
  return std::ranges::find(list, item) != list.end();
}

bool excluded(const Member& member, const CompositionRule& rule) {
  return has(rule.excluded_persons, member.person) ||
         std::ranges::any_of(member.traits, [&](const std::string& trait) { return has(rule.excluded_traits, trait); });
}

struct Problems {
  const CompositionRule& rule;
  std::vector<form::Problem> items;

  void add(std::string field, std::string code, std::string message) {
    form::Problem problem;
    problem.field = std::move(field);
    problem.code = std::move(code);
    problem.message = std::move(message);
    problem.norm = rule.norm;
    items.push_back(std::move(problem));
  }
};

void check_members(Problems& problems, const Commission& commission, Date on) {
  const auto& members = commission.members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string field = "members/" + std::to_string(i);
    if (members[i].to && *members[i].to <= members[i].from)
      problems.add(field + "/to", "commission_term",
                   tr("{}: полномочия кончаются раньше, чем начинаются. Исправьте даты", members[i].name));
    for (std::size_t j = 0; j < i; ++j)
      if (members[j].person == members[i].person && meet(members[j], members[i]))
        problems.add(field + "/person", "commission_twice",
                     tr("{} входит в комиссию дважды в одни и те же дни. Оставьте одну строку", members[i].name));
    if (serves(members[i], on) && excluded(members[i], problems.rule))
      problems.add(field + "/person", "commission_excluded",
                   tr("{} не может входить в комиссию по правилам практики. Замените члена комиссии", members[i].name));
  }
}

void check_seats(Problems& problems, const std::vector<const Member*>& members) {
  const auto count = [&](Seat seat) {
    return std::ranges::count_if(members, [&](const Member* member) { return member->seat == seat; });
  };
  if (const auto chairs = count(Seat::chair); chairs != 1)
    problems.add("", "commission_chair",
                 std::string(chairs == 0 ? tr("В комиссии нет председателя. Назначьте его")
                                         : tr("В комиссии несколько председателей. Оставьте одного")));
  if (count(Seat::secretary) > 1)
    problems.add("", "commission_secretary", std::string(tr("В комиссии несколько секретарей. Оставьте одного")));
}

void check_numbers(Problems& problems, const std::vector<const Member*>& members) {
  const CompositionRule& rule = problems.rule;
  const auto size = static_cast<int64_t>(members.size());
  if (size < rule.least_members)
    problems.add("", "commission_size", tr("Членов комиссии {}, а нужно не меньше {}", size, rule.least_members));
  if (rule.most_members && size > *rule.most_members)
    problems.add("", "commission_size", tr("Членов комиссии {}, а может быть не больше {}", size, *rule.most_members));
  if (!rule.representative_share || size == 0) return;
  const auto proposed = std::ranges::count_if(
      members, [](const Member* member) { return member->proposed_by == ProposedBy::representative_body; });
  const Ratio needed = round_to(*rule.representative_share * Ratio(size), 0, Rounding::Ceil);
  if (Ratio(proposed) < needed)
    problems.add("", "commission_share",
                 tr("По предложению представительного органа назначены {} из {}, а нужно не меньше {}", proposed, size,
                    to_text(needed)));
}

}  // namespace

std::span<const Name<Seat>> names(Seat) {
  static constexpr Name<Seat> kNames[] = {{Seat::chair, "chair", tr("председатель")},
                                          {Seat::deputy, "deputy", tr("заместитель председателя")},
                                          {Seat::secretary, "secretary", tr("секретарь")},
                                          {Seat::member, "member", tr("член комиссии")}};
  return kNames;
}

std::span<const Name<ProposedBy>> names(ProposedBy) {
  static constexpr Name<ProposedBy> kNames[] = {
      {ProposedBy::representative_body, "representative_body", tr("представительный орган")},
      {ProposedBy::administration, "administration", tr("администрация")},
      {ProposedBy::project_centre, "project_centre", tr("проектный центр")},
      {ProposedBy::lot, "lot", tr("жеребьёвка")},
      {ProposedBy::other, "other", tr("другие")}};
  return kNames;
}

std::vector<const Member*> members_on(const Commission& commission, Date on) {
  std::vector<const Member*> found;
  for (const Member& member : commission.members)
    if (serves(member, on)) found.push_back(&member);
  return found;
}

std::vector<const Member*> voters_on(const Commission& commission, Date on, const CompositionRule& rule) {
  auto found = members_on(commission, on);
  if (!rule.secretary_votes) std::erase_if(found, [](const Member* member) { return member->seat == Seat::secretary; });
  return found;
}

const Member* find_member(const Commission& commission, std::string_view person, Date on) {
  for (const Member& member : commission.members)
    if (member.person == person && serves(member, on)) return &member;
  return nullptr;
}

std::vector<form::Problem> check_composition(const Commission& commission, Date on, const CompositionRule& rule) {
  Problems problems{rule, {}};
  check_members(problems, commission, on);
  const auto members = members_on(commission, on);
  check_seats(problems, members);
  check_numbers(problems, members);
  return std::move(problems.items);
}

Result<Commission> commission_from_json(const Json& json, const std::string& place) {
  return record::read<Commission>(json, place);
}

Result<CompositionRule> composition_rule_from_json(const Json& json, const std::string& place) {
  return record::read<CompositionRule>(json, place);
}

Json to_json(const Commission& commission) { return record::write(commission); }
Json to_json(const CompositionRule& rule) { return record::write(rule); }

}  // namespace pochin::review
