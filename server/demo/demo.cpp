#include "server/demo/demo.h"

#include <map>

#include "server/api/application/record.h"
#include "server/demo/demo_projects.h"
#include "server/store/people.h"

namespace pochin::server {
namespace {

constexpr int kOpenDays = 22;  // intake has been open for so long
constexpr int kLeftDays = 5;   // and stays open at least for so long
constexpr std::string_view kCentreOid = "1000000020";
constexpr std::string_view kPdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

struct Staff {
  std::string_view oid, name, short_name, role, where, ogrn;
};

// The emulator's persons (tools/esia-emulator) and one invented clerk for each other municipality.
constexpr std::array kStaff{
    Staff{"1000000010", tr("Соколова Анна Викторовна"), tr("Соколова А. В."), "municipal_operator", "86500411",
          "1027600000014"},
    Staff{"1000000011", tr("Рыбаков Дмитрий Сергеевич"), tr("Рыбаков Д. С."), "municipal_operator", "86500411",
          "1027600000014"},
    Staff{kCentreOid, tr("Белова Марина Игоревна"), tr("Белова М. И."), "project_centre_operator", "ppmi", ""},
    Staff{"3000000001", tr("Тихонова Елена Борисовна"), tr("Тихонова Е. Б."), "municipal_operator", "86500415",
          "1027600000025"},
    Staff{"3000000002", tr("Власов Павел Андреевич"), tr("Власов П. А."), "municipal_operator", "86500101",
          "1027600000036"},
    Staff{"3000000003", tr("Козлова Ирина Олеговна"), tr("Козлова И. О."), "municipal_operator", "86500000",
          "1027600000047"},
    Staff{"3000000004", tr("Юдин Максим Петрович"), tr("Юдин М. П."), "municipal_operator", "86510000",
          "1027600000058"},
    Staff{"3000000005", tr("Ершова Татьяна Ильинична"), tr("Ершова Т. И."), "municipal_operator", "86701000",
          "1027600000069"},
};

std::string title_of_role(std::string_view code) {
  const auto role = access::role_from(code);
  return role ? std::string(access::title_of(*role)) : std::string(code);
}

Viewer staff_viewer(Db& db, const Staff& staff, Instant now) {
  Viewer viewer;
  viewer.person = remember_person(db, staff.oid, now);
  viewer.id = person_id(viewer.person);
  viewer.name = staff.name;
  viewer.short_name = staff.short_name;
  viewer.grants = grants_of(db, staff.oid);
  return viewer;
}

Viewer author_viewer(Db& db, std::string_view name, std::size_t index, Instant now) {
  Viewer viewer;
  viewer.person = remember_person(db, "200000000" + std::to_string(index), now);
  viewer.id = person_id(viewer.person);
  viewer.name = name;
  auth::Identity identity;
  for (std::string* part : {&identity.family_name, &identity.given_name, &identity.middle_name}) {
    const std::size_t end = std::min(name.find(' '), name.size());
    *part = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  viewer.short_name = identity.short_name();
  return viewer;
}

std::string money(std::int64_t roubles) { return std::to_string(roubles); }

// Puts one small PDF under the field, as an upload would.
Checked<form::Files> attach(Db& db, const Context& context, const std::string& application, std::string_view field,
                            std::initializer_list<std::string_view> names, std::int64_t person) {
  form::Files refs;
  for (const std::string_view name : names) {
    FileRow row{.id = "f" + random_text(15),
                .application = application,
                .field = std::string(field),
                .name = std::string(name),
                .type = "application/pdf",
                .size = static_cast<std::int64_t>(kPdf.size()),
                .uploaded_by = person};
    if (auto begun = context.uploads->begin(row.id, row.size); !begun) return std::unexpected(begun.error());
    const auto sent = context.uploads->append(row.id, 0, kPdf, row.size);
    if (!sent) return std::unexpected(sent.error());
    const auto whole = context.uploads->complete(row.id, row.name, row.size, {});
    if (!whole) return std::unexpected(whole.error());
    add_file(db, row, context.now());
    file_complete(db, row.id, whole->sha256, whole->type);
    refs.push_back({row.id, row.name, whole->type, row.size});
  }
  return refs;
}

form::Rows one_row(std::initializer_list<std::pair<const char*, std::string>> cells) {
  form::Row row{.id = "r1", .cells = {}};
  for (const auto& [column, text] : cells) row.cells.emplace(column, text);
  return {row};
}

void add_money(form::Answers& a, const DemoProject& p) {
  const auto part = [&](int percent) { return p.cost / 100 * percent; };
  const std::int64_t supervision = p.cost / 100 * 3;
  a["cost_repair"] = money(p.cost - supervision);
  a["cost_repair_note"] = std::string(p.work);
  a["cost_supervision"] = money(supervision);
  a["cost_supervision_note"] = say("По договору со специалистом");
  a["source_municipal"] = money(part(p.municipal));
  a["source_people"] = money(part(p.people));
  a["source_legal"] = money(part(p.legal));
  a["source_region"] = money(p.cost - part(p.municipal) - part(p.people) - part(p.legal));
  if (p.legal > 0) {
    a["legal_payers"] = one_row({{"name", say("ООО «Приозёрье»")}, {"sum", money(part(p.legal))}});
  }
}

form::Answers answers_for(const DemoProject& p, const practice::Cycle& cycle, Date meeting) {
  const auto day = [&](unsigned month, unsigned d) { return format_date(make_date(cycle.year, month, d).value()); };
  form::Answers a;
  a["name"] = std::string(p.title);
  a["settlement"] = std::string(p.settlement);
  a["address"] = std::string(p.address);
  a["typology"] = std::string(p.typology);
  a["problem"] = std::string(p.problem);
  a["results"] = std::string(p.results);
  a["users_who"] = std::string(p.users_who);
  a["users_count"] = std::to_string(p.users);
  a["meeting_date"] = format_date(meeting);
  a["meeting_count"] = std::to_string(p.meeting);
  a["start"] = day(5, 17);
  a["term"] = day(9, 30);
  a["plan"] = one_row({{"stage", say("Работы по договору")}, {"due", day(9, 1)}, {"who", std::string(p.author)}});
  a["head_name"] = say("Орлов Виктор Николаевич");
  a["head_phone"] = "+7 900 000-00-01";
  a["executor"] = std::string(p.author);
  a["executor_phone"] = "+7 900 000-00-02";
  add_money(a, p);
  if (p.labour) a["participation"] = one_row({{"what", say("Уборка места работ и вывоз мусора")}, {"people", "25"}});
  if (p.upkeep) {
    a["upkeep_costs"] = one_row({{"what", say("Содержание и мелкий ремонт")}, {"budget", "30000"}});
    a["upkeep_participation"] = one_row({{"what", say("Субботники два раза в год")}, {"people", "30"}});
  }
  if (p.media) {
    a["media"] = std::string("1");
    a["media_links"] = one_row({{"url", "https://example.ru/news"}, {"title", say("Районная газета")}});
  }
  return a;
}

Checked<form::Answers> with_files(Db& db, const Context& context, form::Answers a, const DemoProject& p,
                                  const std::string& id, std::int64_t person) {
  const auto put = [&](const char* field, std::initializer_list<std::string_view> names) -> std::optional<Problem> {
    auto refs = attach(db, context, id, field, names, person);
    if (!refs) return refs.error();
    a[field] = *std::move(refs);
    return std::nullopt;
  };
  if (auto no = put("property_extract", {tr("выписка из реестра.pdf")})) return std::unexpected(*no);
  if (auto no = put("meeting_minutes", {tr("протокол собрания.pdf")})) return std::unexpected(*no);
  if (auto no = put("offers", {tr("предложение 1.pdf"), tr("предложение 2.pdf"), tr("предложение 3.pdf")}))
    return std::unexpected(*no);
  if (p.legal > 0) {
    if (auto no = put("guarantee_letters", {tr("гарантийное письмо.pdf")})) return std::unexpected(*no);
  }
  if (p.discussion) {
    if (auto no = put("discussion_files", {tr("опросные листы.pdf")})) return std::unexpected(*no);
  }
  return a;
}

// One move by one person; the application is read anew each time, as over HTTP.
Checked<bool> move(Db& db, Context& context, const Viewer& who, const std::string& id, std::string_view action,
                   application::ActionInput input = {}) {
  const auto record = load_record(db, context, who, id);
  if (!record) return std::unexpected(record.error());
  const auto after = act(db, context, who, *record, action, std::move(input));
  if (!after) return std::unexpected(after.error());
  return true;
}

Checked<bool> fill_in(Db& db, Context& context, const Viewer& author, const std::string& id, const DemoProject& p) {
  const Instant now = context.now();
  const auto record = load_record(db, context, author, id);
  if (!record) return std::unexpected(record.error());
  const Zone zone{context.config.region.zone_name, context.config.region.zone_minutes};
  auto answers = with_files(db, context, answers_for(p, record->pack->pack.cycle, add_days(local(now, zone).date, -14)),
                            p, id, author.person);
  if (!answers) return std::unexpected(answers.error());
  const auto event = application::change_answers(record->object, record->rules(now), author.actor_for(record->row),
                                                 *std::move(answers), {}, now);
  if (!event) return std::unexpected(refusal_problem(event.error(), record->pack->pack, now));
  application::Application after = record->object;
  application::apply(after, *event);
  if (!store_event(db, *record, after, *event)) return std::unexpected(stale());
  return true;
}

// People write in the evening; offices answer in the afternoon of working days.
Instant evening(const DemoProject& p, std::size_t index, const Zone& zone, Instant now) {
  const Date day = add_days(local(now, zone).date, -p.days_ago);
  const int minutes = static_cast<int>(13 * index % 120);
  return instant(LocalTime{day, 17 + minutes / 60, minutes % 60, 0}, zone);
}

Instant on_working_day(Instant at, const Zone& zone) {
  while (local(at, zone).date.weekday() >= 6) at = later(at, std::chrono::hours(24));
  return at;
}

Checked<bool> tell(Db& db, Context& context, const DemoProject& p, std::size_t index, Instant& clock, Instant now) {
  using std::chrono::hours;
  const Zone zone{context.config.region.zone_name, context.config.region.zone_minutes};
  clock = evening(p, index, zone, now);
  const Viewer author = author_viewer(db, p.author, index, clock);
  const auto clerk = std::ranges::find(kStaff, p.municipality, &Staff::where);
  const auto centre = std::ranges::find(kStaff, kCentreOid, &Staff::oid);
  const LoadedPack* pack = context.practice("ppmi");
  if (!pack || clerk == kStaff.end()) return std::unexpected(not_found("ppmi"));
  const auto id = start_application(db, context, author, *pack, p.municipality);
  if (!id) return std::unexpected(id.error());
  const auto later_by = [&](hours by) { clock = std::min(later(clock, by), now); };
  const auto office_later_by = [&](hours by) { clock = std::min(on_working_day(later(clock, by), zone), now); };
  if (auto filled = fill_in(db, context, author, *id, p); !filled) return filled;
  later_by(hours(1));
  if (auto moved = move(db, context, author, *id, "submit"); !moved) return moved;
  if (p.step == DemoStep::submitted) return true;
  office_later_by(hours(20));
  const Viewer official = staff_viewer(db, *clerk, clock);
  if (p.step == DemoStep::returned) {
    return move(db, context, official, *id, "return",
                {.comment = "",
                 .remarks = {{"meeting_count", say("В протоколе указано другое число участников. Уточните.")},
                             {"problem", say("Напишите, сколько жителей живёт на этих улицах.")}}});
  }
  if (auto moved = move(db, context, official, *id, "accept"); !moved) return moved;
  if (p.step == DemoStep::accepted) return true;
  office_later_by(hours(26));
  const Viewer member = staff_viewer(db, *centre, clock);
  if (auto moved = move(db, context, member, *id, "register"); !moved) return moved;
  if (p.step == DemoStep::registered) return true;
  office_later_by(hours(22));
  return move(db, context, member, *id, "admit");
}

std::string words(const Problem& problem) {
  std::string text = problem.title + " " + problem.detail;
  for (const FieldError& e : problem.errors) text += "\n  " + e.field + ": " + e.message;
  return text;
}

}  // namespace

Json with_open_intake(const Json& pack, Instant now) {
  const auto parsed = practice::parse_pack(pack);
  if (!parsed) return pack;
  constexpr std::int64_t kDay = std::int64_t{24} * 3600 * 1000;
  for (const practice::Stage& stage : parsed->stages) {
    if (!stage.intake) continue;
    if (stage.from.ms <= now.ms - (kOpenDays - 1) * kDay && now.ms + kLeftDays * kDay <= stage.to.ms) return pack;
    Json moved = pack;
    const std::int64_t days = (now.ms - stage.from.ms) / kDay - kOpenDays;
    practice::shift_stages(moved, days);
    moved["version"] = parsed->version + "+" + std::to_string(days) + "d";
    return moved;
  }
  return pack;
}

std::expected<void, std::string> fill_demonstration(Context& context) {
  const Instant now = context.now();
  const Clock usual = context.clock;
  Instant clock = now;
  context.clock = [&clock] { return clock; };
  const auto filled = change(context, [&](Db& db) -> Checked<bool> {
    for (const Staff& s : kStaff) {
      give_grant(
          db,
          {std::string(s.oid), std::string(s.role), std::string(s.where), title_of_role(s.role), std::string(s.ogrn)},
          say("демонстрация"), now);
      keep_name(db, remember_person(db, s.oid, now), s.name, s.short_name);
    }
    if (!applications_of_practice(db, "ppmi").empty()) return true;
    std::size_t index = 0;
    for (const DemoProject& p : demo_projects()) {
      if (auto told = tell(db, context, p, ++index, clock, now); !told) return told;
    }
    return true;
  });
  context.clock = usual;
  if (!filled) return std::unexpected(words(filled.error()));
  return {};
}

}  // namespace pochin::server
