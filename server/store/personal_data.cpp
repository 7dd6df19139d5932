#include "server/store/personal_data.h"

#include <algorithm>
#include <array>

#include "server/store/people.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::string_view kApplications = tr("поданные заявки, их история и приложенные к ним файлы");
constexpr std::string_view kContest =
    tr("по ним решают о бюджетных деньгах: дела конкурса хранят по 125-ФЗ, статья 17");
constexpr std::string_view kJournal = tr("журнал действий");
constexpr std::string_view kJournalLaw =
    tr("в нём нет имён, только номера и время: его ведут по 152-ФЗ, статья 19, часть 2, пункт 8");
constexpr std::string_view kCommission = tr("работа в комиссии: членство, оценки, голоса, подписи, заключения");
constexpr std::string_view kCommissionLaw =
    tr("протоколы комиссии — документы конкурса, их хранят по 125-ФЗ, статья 17");
constexpr std::string_view kMoney = tr("учёт денег проекта: платежи, взносы, возвраты");
constexpr std::string_view kMoneyLaw = tr("первичные документы хранят не меньше пяти лет: 402-ФЗ, статья 29");
constexpr std::string_view kRoles = tr("служебные роли, которые у вас были");
constexpr std::string_view kRolesLaw =
    tr("кто имел доступ к данным, учитывают по 152-ФЗ, статья 19; номер учётной записи удаляется в срок, заданный "
       "порталом");
constexpr std::string_view kActs = tr("решения, которые вы запросили или подтвердили вторым человеком");
constexpr std::string_view kActsLaw = tr("ими открывают и закрывают голосования: 125-ФЗ, статья 17");
constexpr std::string_view kConsents = tr("отметки о данных и отозванных согласиях");
constexpr std::string_view kConsentsLaw = tr("доказать согласие обязан портал: 152-ФЗ, статья 9, часть 3");
constexpr std::string_view kVote = tr("тайна голосования: по этим ключам человека не найти");
constexpr std::string_view kLot = tr("участие в жеребьёвке комиссии, которая уже закрыта");
constexpr std::string_view kOfRow = tr("текст самой записи, её показывают целиком");
constexpr std::string_view kOthers = tr("названы другие люди, которые работали с этой записью");

using N = Names;
using E = Erased;

// Left out of the export: what names those who worked on a record that is exported, and what names nobody.
constexpr std::array kColumns{
    PersonalColumn{"people", "subject", N::key, E::cut, "", kVote},
    PersonalColumn{"people", "snils_key", N::key, E::cut, "", kVote},
    PersonalColumn{"people", "name", N::text, E::cut, "", "", "person"},
    PersonalColumn{"people", "short_name", N::text, E::cut, "", "", "person"},
    PersonalColumn{"sessions", "person_id", N::person, E::gone, "", "", "sessions"},
    PersonalColumn{"sessions", "name", N::text, E::gone, "", "", "person"},
    PersonalColumn{"sessions", "short_name", N::text, E::gone, "", "", "person"},
    PersonalColumn{"sessions", "organisations", N::text, E::gone, "", "", "login"},
    PersonalColumn{"sessions", "facts", N::text, E::gone, "", "", "login"},
    PersonalColumn{"sessions", "device", N::text, E::gone, "", "", "sessions"},
    PersonalColumn{"staff_grants", "oid", N::text, E::kept, kRoles, kRolesLaw, "roles"},
    PersonalColumn{"staff_grants", "subject", N::key, E::kept, kRoles, kRolesLaw, "roles"},
    PersonalColumn{"staff_grants", "granted_by", N::wire, E::kept, kRoles, kRolesLaw, "roles_given"},
    PersonalColumn{"invitations", "invited_by", N::wire, E::kept, kRoles, kRolesLaw, "invitations"},
    PersonalColumn{"invitations", "used_by", N::person, E::kept, kRoles, kRolesLaw, "invited"},
    PersonalColumn{"invitations", "note", N::text, E::kept, kRoles, kOthers},
    PersonalColumn{"pack_versions", "published_by", N::text, E::kept, kActs, kActsLaw, "actions"},
    PersonalColumn{"consents", "person_id", N::person, E::kept, kConsents, kConsentsLaw, "consents"},
    PersonalColumn{"idempotency_keys", "person_id", N::person, E::gone, "", kOfRow},
    PersonalColumn{"idempotency_keys", "body", N::text, E::gone, "", kOfRow},

    PersonalColumn{"applications", "author_id", N::person, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"applications", "answers", N::text, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"applications", "changed_by", N::text, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"application_events", "actor", N::text, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"application_events", "body", N::text, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"remarks", "author", N::text, E::kept, kApplications, kContest, "applications"},
    PersonalColumn{"files", "uploaded_by", N::person, E::kept, kApplications, kContest, "files"},

    PersonalColumn{"ideas", "author_id", N::person, E::cut, "", "", "ideas"},
    PersonalColumn{"idea_events", "body", N::text, E::cut, "", "", "ideas"},
    PersonalColumn{"idea_supporters", "person_id", N::person, E::cut, "", "", "supported_ideas"},

    PersonalColumn{"commissions", "created_by", N::person, E::kept, kCommission, kCommissionLaw, "commissions_made"},
    PersonalColumn{"commission_members", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "commissions"},
    PersonalColumn{"commission_members", "name", N::text, E::kept, kCommission, kCommissionLaw, "commissions"},
    PersonalColumn{"commission_members", "proposed_by", N::text, E::kept, kCommission, kOthers},
    PersonalColumn{"commission_members", "added_by", N::person, E::kept, kCommission, kCommissionLaw, "members_added"},
    PersonalColumn{"interest_conflicts", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "conflicts"},
    PersonalColumn{"expert_assignments", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "expertise"},
    PersonalColumn{"expert_assignments", "name", N::text, E::kept, kCommission, kCommissionLaw, "expertise"},
    PersonalColumn{"expert_assignments", "assigned_by", N::person, E::kept, kCommission, kCommissionLaw,
                   "experts_asked"},
    PersonalColumn{"expert_opinions", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "opinions"},
    PersonalColumn{"expert_opinions", "body", N::text, E::kept, kCommission, kCommissionLaw, "opinions"},
    PersonalColumn{"member_marks", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "marks"},
    PersonalColumn{"commission_meetings", "body", N::text, E::kept, kCommission, kOthers},
    PersonalColumn{"commission_votes", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "votes"},
    PersonalColumn{"dissenting_opinions", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "dissents"},
    PersonalColumn{"protocol_signatures", "person_id", N::person, E::kept, kCommission, kCommissionLaw, "signatures"},
    PersonalColumn{"lot_applicants", "person_id", N::person, E::kept, kLot, kCommissionLaw, "lots"},
    PersonalColumn{"lot_applicants", "name", N::text, E::kept, kLot, kCommissionLaw, "lots"},

    PersonalColumn{"point_adjustments", "proposed_by", N::person, E::kept, kCommission, kCommissionLaw,
                   "points_proposed"},
    PersonalColumn{"point_adjustments", "proposed_name", N::text, E::kept, kCommission, kCommissionLaw,
                   "points_proposed"},
    PersonalColumn{"point_adjustments", "decided_by", N::person, E::kept, kCommission, kCommissionLaw,
                   "points_decided"},
    PersonalColumn{"point_adjustments", "decided_name", N::text, E::kept, kCommission, kCommissionLaw,
                   "points_decided"},
    PersonalColumn{"scoring_runs", "by_name", N::text, E::kept, kCommission, kCommissionLaw, "actions"},
    PersonalColumn{"money_records", "recorded_by", N::person, E::kept, kMoney, kMoneyLaw, "money"},
    PersonalColumn{"initiative_payments", "body", N::text, E::kept, kMoney, kOthers},
    PersonalColumn{"in_kind_contributions", "recorded_by", N::person, E::kept, kMoney, kMoneyLaw, "in_kind"},
    PersonalColumn{"in_kind_contributions", "body", N::text, E::kept, kMoney, kOthers},
    PersonalColumn{"payment_refunds", "decided_by", N::person, E::kept, kMoney, kMoneyLaw, "refunds"},
    PersonalColumn{"payment_refunds", "body", N::text, E::kept, kMoney, kOthers},
    PersonalColumn{"payment_repayments", "body", N::text, E::kept, kMoney, kOthers},

    PersonalColumn{"two_person_requests", "asked_by", N::person, E::kept, kActs, kActsLaw, "acts_asked"},
    PersonalColumn{"two_person_requests", "asked_name", N::text, E::kept, kActs, kActsLaw, "acts_asked"},
    PersonalColumn{"two_person_requests", "decided_by", N::person, E::kept, kActs, kActsLaw, "acts_decided"},
    PersonalColumn{"two_person_requests", "decided_name", N::text, E::kept, kActs, kActsLaw, "acts_decided"},
    PersonalColumn{"campaign_acts", "asked_by", N::text, E::kept, kActs, kActsLaw, "actions"},
    PersonalColumn{"campaign_acts", "approved_by", N::text, E::kept, kActs, kActsLaw, "actions"},
    PersonalColumn{"audit_log", "actor", N::wire, E::kept, kJournal, kJournalLaw, "actions"},
    PersonalColumn{"audit_log", "body", N::text, E::kept, kJournal, kJournalLaw, "actions"},

    PersonalColumn{"participation", "voter", N::key, E::kept, "", kVote},
    PersonalColumn{"ballot_drafts", "voter", N::key, E::gone, "", kVote},
    PersonalColumn{"ballot_batches", "voters", N::key, E::kept, "", kVote},
};

// Of what is a draft of nobody's business, and of what somebody else decides about, another condition.
std::string_view only_where(const PersonalColumn& column) {
  if (column.table == "applications") return " AND submitted_at IS NOT NULL";
  if (column.table == "files")
    return " AND application IN (SELECT id FROM applications WHERE submitted_at IS NOT NULL)";
  if (column.table == "lot_applicants")
    return " AND lot IN (SELECT id FROM commission_lots WHERE closed_at IS NOT NULL)";
  return {};
}

// Columns that another reader of the export shows: applications with their files, ideas, sessions, consents, the log.
bool is_shown_apart(std::string_view member) {
  static constexpr std::array<std::string_view, 7> kApart{"person",   "login", "roles",  "sessions",
                                                          "consents", "ideas", "actions"};
  return member == "applications" || std::ranges::find(kApart, member) != kApart.end();
}

// Of a row that is shown: not what finds or proves it, and not the columns that name somebody else.
bool is_shown(const PersonalColumn& of, std::string_view column) {
  static constexpr std::array<std::string_view, 5> kHidden{"code_hash", "sha256", "request", "target", "details"};
  if (std::ranges::find(kHidden, column) != kHidden.end()) return false;
  return std::ranges::none_of(kColumns, [&](const PersonalColumn& each) {
    return each.table == of.table && each.column == column && each.exported != of.exported;
  });
}

Json rows_naming(Db& db, const PersonalColumn& column, const std::string& value) {
  const std::string table(column.table);
  const auto columns = db.all(
      "SELECT name FROM pragma_table_info(?)", [](const Row& row) { return row.text(0); }, table);
  std::string object;
  for (const std::string& each : columns)
    if (is_shown(column, each)) object += (object.empty() ? "'" : ", '") + each + "', \"" + each + "\"";
  Json rows = Json::array();
  for (const std::string& text : db.all(
           "SELECT json_object(" + object + ") FROM " + table + " WHERE \"" + std::string(column.column) +
               "\" = CAST(? AS " + (column.names == Names::person ? "INTEGER" : "TEXT") + ")",
           [](const Row& row) { return row.text(0); }, value))
    rows.push_back(stored_json(text));
  return rows;
}

std::string value_of(const PersonalColumn& column, std::int64_t person) {
  return column.names == Names::person ? std::to_string(person) : person_id(person);
}

bool finds_rows(const PersonalColumn& column) { return column.names == Names::person || column.names == Names::wire; }

}  // namespace

std::span<const PersonalColumn> personal_columns() { return kColumns; }

Json other_traces(Db& db, std::int64_t person) {
  Json traces = Json::object();
  for (const PersonalColumn& column : kColumns) {
    if (!finds_rows(column) || column.exported.empty() || is_shown_apart(column.exported)) continue;
    Json rows = rows_naming(db, column, value_of(column, person));
    if (!rows.empty()) traces[std::string(column.exported)] = std::move(rows);
  }
  return traces;
}

std::vector<Kept> kept_after_erasure(Db& db, std::int64_t person) {
  std::vector<Kept> kept;
  for (const PersonalColumn& column : kColumns) {
    if (!finds_rows(column) || column.erased != Erased::kept || column.what.empty()) continue;
    const Kept one{std::string(column.what), std::string(column.why)};
    if (std::ranges::find(kept, one.what, &Kept::what) != kept.end()) continue;
    const std::int64_t rows =
        db.count("SELECT count(*) FROM " + std::string(column.table) + " WHERE \"" + std::string(column.column) +
                     "\" = CAST(? AS " + (column.names == Names::person ? "INTEGER" : "TEXT") + ")" +
                     std::string(only_where(column)),
                 value_of(column, person));
    if (rows > 0) kept.push_back(one);
  }
  if (db.count("SELECT count(*) FROM staff_grants g JOIN people p ON p.subject = g.subject WHERE p.id = ?", person) >
          0 &&
      std::ranges::find(kept, kRoles, &Kept::what) == kept.end())
    kept.push_back({std::string(kRoles), std::string(kRolesLaw)});
  return kept;
}

}  // namespace pochin::server
