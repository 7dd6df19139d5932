#include <algorithm>
#include <map>
#include <set>

#include "server/voting/verify_state.h"
#include "shared/base/ed25519.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"
#include "shared/voting/results.h"
#include "shared/voting/tree_head.h"

namespace pochin::server {
namespace {

std::string say(std::string_view text) { return std::string(tr(text)); }

class Results {
 public:
  Results(VerifyState& state, const Json& json) : state_(state), json_(json) {}

  void run() {
    check_signature();
    check_frame();
    check_lists();
    check_turnout();
    check_annulled();
    check_opening();
    check_members();
    if (signed_)
      state_.out.notes.push_back(
          {"signed", say("По бюллетеням не пересчитать явку по способам голосования и причины отмены: их подтверждает "
                         "подпись портала под итогами, и она верна.")});
  }

 private:
  void field(const std::string& place, const Json& should, const Json& is) {
    state_.wrong("result_field", tr("Итоги, {}: объявлено {}, а должно быть {}.", place, shown(is), shown(should)));
  }
  void same(const std::string& name, const Json& should) {
    for (const Difference& each : differences(should, get(json_, name)))
      field(each.place.empty() ? name : name + "/" + each.place, each.should, each.is);
  }

  void check_signature() {
    const Json& signature = get(json_, "signature");
    if (!state_.signed_terms()) {
      if (!signature.is_null())
        return state_.wrong("result_signature", say("Итоги подписаны, а журнал — старого вида."));
      return state_.unchecked("result_signature", say("Итоги старого вида не подписаны: явку по способам голосования, "
                                                      "даты и причины отмены сверить не с чем."));
    }
    const std::string key = get_string(signature, "key");
    const std::string text = voting::results_text(state_.campaign, state_.terms_hash, json_);
    signed_ =
        verify_ed25519(voting::bytes_of_base64(key), text, voting::bytes_of_base64(get_string(signature, "signature")));
    if (!signed_) state_.wrong("result_signature", say("Подпись итогов неверна: в них что-то изменено или убрано."));
    if (key != state_.key || (state_.files.key && key != *state_.files.key))
      state_.wrong("result_key", say("Итоги подписаны не тем ключом, что журнал."));
  }

  void check_frame() {
    same("state", "published");
    same("seed", state_.last_root);
    lot_ = get_string(get(json_, "tally"), "seed");
    same("tally", voting::tally_json(state_.terms, lot_));
    if (!state_.signed_terms()) return;
    same("format", 2);
    same("campaign", state_.campaign);
    same("title", state_.terms.title);
    same("terms", state_.terms_hash);
    same("log", {{"size", state_.last_size}, {"root", state_.last_root}});
    same("lot_source", state_.terms.draws_lots() ? Json(state_.terms.lot_source) : Json());
    if (!parse_instant(get_string(json_, "published_at")) || get_int(json_, "recounts", -1) < 0)
      state_.wrong("result_field", say("Итоги, published_at и recounts: нет времени публикации или числа пересчётов."));
  }

  void check_lists() {
    const Json& announced = get_array(json_, "districts");
    std::set<std::string> seen;
    for (const Json& each : announced) {
      const std::string id = get_string(each, "id");
      if (!seen.insert(id).second) state_.wrong("list_extra", tr("Итоги списка «{}» стоят дважды.", id));
      if (const voting::TermsList* list = state_.terms.list(id))
        check_list(*list, each);
      else
        state_.wrong("list_extra", tr("Итоги списка «{}», которого в голосовании нет.", id));
    }
    for (const voting::TermsList& list : state_.terms.lists)
      if (!seen.contains(list.id))
        state_.wrong("list_missing", tr("Итогов списка «{}» нет.", list.label.empty() ? list.id : list.label));
    check_lot();
  }

  void check_list(const voting::TermsList& list, const Json& announced) {
    const auto cast = state_.counted(list.id);
    const auto election = voting::election_of(state_.terms, list, cast);
    const auto outcome =
        election ? voting::tally(*election, voting::with_lot(state_.terms, lot_)) : std::unexpected(election.error());
    if (!outcome)
      return state_.wrong("recount", tr("Список «{}» нельзя пересчитать: {}", list.id, outcome.error().message));
    for (const voting::Tie& each : outcome->ties) drawn_ = drawn_ || each.by == voting::TieBy::lot;
    Json should = voting::results_json(state_.terms, list, *election, *outcome);
    if (!state_.signed_terms()) should["label"] = get(announced, "label");  // it was written nowhere else
    for (const Difference& each : differences(should, announced)) differs(list, each);
  }

  // Words may be those of another version of the program; figures may not.
  void differs(const voting::TermsList& list, const Difference& each) {
    const std::string name = each.place.substr(each.place.rfind('/') + 1);
    const std::string place = list.id.empty() ? each.place : list.id + "/" + each.place;
    const bool words = (name == "explanation" || name == "text" || name == "summary") && each.is.is_string();
    if (words && !state_.signed_terms()) return unsure_of_words(false);
    if (words && signed_) return unsure_of_words(true);
    if (words)
      return state_.wrong("result_text",
                          tr("Итоги, {}: написано «{}», а выходит «{}».", place, shown(each.is), shown(each.should)));
    if (name == "votes")
      return state_.wrong("result_votes",
                          tr("Итоги, {}: объявлено {}, пересчитано {}.", place, shown(each.is), shown(each.should)));
    if (name == "selected")
      return state_.wrong("result_selected",
                          tr("Итоги, {}: победа объявлена иначе, чем выходит по бюллетеням.", place));
    field(place, each.should, each.is);
  }

  void unsure_of_words(bool signed_words) {
    if (std::exchange(words_told_, true)) return;
    if (signed_words)
      state_.out.notes.push_back({"words", say("Пояснения в итогах написаны словами другой версии программы; подпись "
                                               "под ними верна.")});
    else
      state_.unchecked("words", say("Пояснения в итогах написаны словами другой версии программы: не сверены."));
  }

  // The number comes from outside the portal: the files cannot say that it is the right one.
  void check_lot() {
    if (!state_.terms.draws_lots()) return;
    if (state_.files.lot && *state_.files.lot != lot_)
      state_.wrong("lot", tr("Число жребия: объявлено {}, а названо {}.", shown(lot_), *state_.files.lot));
    if (!state_.files.lot && drawn_)
      state_.unchecked("lot", tr("Равенство решил жребий, а его число не сравнивалось: объявлено {}. Сверьте его с "
                                 "источником ({}) и назовите: --lot.",
                                 shown(lot_), state_.terms.lot_source));
  }

  void turnout(std::string text) { state_.wrong("result_turnout", std::move(text)); }

  void check_turnout() {
    const Json& json = get(json_, "turnout");
    const std::int64_t total = get_int(json, "total", -1);
    std::int64_t sum = 0;
    bool fine = json.is_object() && json.size() == 2;
    std::set<std::pair<std::string, std::string>> seen;
    for (const Json& each : get_array(json, "by_channel")) {
      const auto channel = from_code<voting::Channel>(get_string(each, "channel"));
      const auto assurance = from_code<voting::Assurance>(get_string(each, "assurance"));
      const std::int64_t count = get_int(each, "count", -1);
      fine = fine && channel && assurance && count > 0 && each.size() == 5 &&
             get_string(each, "label") == title_of(channel.value_or(voting::Channel::portal)) &&
             get_string(each, "assurance_label") == title_of(assurance.value_or(voting::Assurance::declared)) &&
             seen.emplace(get_string(each, "channel"), get_string(each, "assurance")).second;
      if (channel && state_.signed_terms() &&
          std::ranges::find(state_.terms.channels, *channel) == state_.terms.channels.end())
        turnout(tr("Явка: так в этом голосовании не голосуют: {}.", get_string(each, "channel")));
      sum += std::max<std::int64_t>(count, 0);
    }
    if (!fine) turnout(say("Явка по способам голосования записана не так, как её публикуют."));
    if (sum != total) turnout(tr("Явка: всего объявлено {}, а по способам голосования выходит {}.", total, sum));
    const auto published = static_cast<std::int64_t>(state_.ballots.size());
    const bool only_portal = state_.signed_terms() && state_.terms.channels == std::vector{voting::Channel::portal};
    if (total < published || (only_portal && total != published))
      turnout(tr("Явка: объявлено {}, а бюллетеней опубликовано {}.", total, published));
    if (total > published && !only_portal)
      state_.out.notes.push_back(
          {"spoilt", tr("Проголосовало {}, бюллетеней {}: остальные листы недействительны.", total, published)});
  }

  void check_annulled() {
    std::map<std::string, std::int64_t> counts;
    for (const auto& [tracker, ballot] : state_.ballots)
      if (ballot.status == "annulled") ++counts[ballot.act];
    std::set<std::string> seen;
    for (const Json& each : get_array(json_, "annulled")) {
      const std::string act = get_string(each, "act");
      seen.insert(act);
      if (!each.is_object() || each.size() != 3 || get_string(each, "reason").empty())
        annulled(tr("Отмена по акту «{}» записана не так, как их публикуют.", act));
      if (const auto found = counts.find(act);
          get_int(each, "count", -1) != (found == counts.end() ? 0 : found->second))
        annulled(tr("Отменено по акту «{}»: объявлено {}, а в бюллетенях {}.", act, get_int(each, "count", -1),
                    found == counts.end() ? 0 : found->second));
    }
    for (const auto& [act, count] : counts)
      if (!seen.contains(act))
        annulled(tr("Отменено по акту «{}» бюллетеней: {}. В итогах этого акта нет.", act, count));
  }
  void annulled(std::string text) { state_.wrong("result_annulled", std::move(text)); }

  void check_opening() {
    const std::string hash = get_string(json_, "opening_hash");
    if (state_.signed_terms() && hash.empty()) state_.wrong("opening_hash", say("В итогах нет суммы файла вскрытия."));
    if (state_.files.opening && !hash.empty() && hash != hex(sha256(*state_.files.opening)))
      state_.wrong("opening_hash", say("Файл вскрытия — не тот, чья сумма опубликована с итогами."));
  }

  // Nothing stands in them that was not looked at.
  void check_members() {
    static const std::set<std::string> kOld{"state", "turnout",    "tally",        "districts",    "annulled",
                                            "seed",  "lot_source", "opening_hash", "published_at", "recounts"};
    static const std::set<std::string> kNew{"format", "campaign", "title", "terms", "log", "signature"};
    for (const auto& [key, value] : json_.items())
      if (!kOld.contains(key) && !(state_.signed_terms() && kNew.contains(key))) field(key, nullptr, value);
  }

  VerifyState& state_;
  const Json& json_;
  std::string lot_;
  bool signed_ = false, drawn_ = false, words_told_ = false;
};

}  // namespace

void verify_results(VerifyState& state, const Json& results) {
  if (!results.is_object()) return state.wrong("file", say("Файл итогов не читается."));
  Results(state, results).run();
}

}  // namespace pochin::server
