#include "server/api/practices/release_pack.h"

#include "server/store/audit.h"
#include "server/store/practices.h"
#include "shared/practice/lint.h"
#include "shared/practice/migrate.h"

namespace pochin::server {
namespace {

std::vector<Json> published_of(Db& db, std::string_view practice) {
  std::vector<Json> all;
  for (const std::string& version : pack_versions_of(db, practice)) {
    auto json = parse_json(pack_text(db, practice, version).value_or(""));
    if (json && practice::migrate(*json)) all.push_back(*std::move(json));
  }
  return all;
}

int position_of(Db& db, std::string_view practice) {
  int position = 1;
  for (const PackRow& row : current_packs(db)) {
    if (row.practice == practice) return position;
    ++position;
  }
  return position;
}

}  // namespace

std::expected<void, std::string> make_fit(Json& pack) {
  for (const practice::Finding& f : practice::lint(pack.dump())) {
    if (f.level == practice::Finding::Level::error) return std::unexpected(tr("{} {}", f.pointer, f.message));
  }
  if (const auto done = practice::migrate(pack); !done) return std::unexpected(done.error().message);
  return {};
}

std::expected<practice::Release, std::string> release_pack(Context& context, Json pack, std::string_view by) {
  if (auto fit = make_fit(pack); !fit) return std::unexpected(fit.error());
  const PackRow row{get_string(pack, "id"), get_string(pack, "version"), pack.dump()};
  const auto done = change(context, [&](Db& db) -> Checked<practice::Release> {
    auto release = practice::decide_release(pack, published_of(db, row.practice), context.now());
    if (!release) return std::unexpected(problem(409, release.error().code, release.error().message));
    if (!release->unchanged) {
      publish_pack(db, row, position_of(db, row.practice), context.now(), by);
      audit(db, {.kind = "pack.published",
                 .actor = by.empty() ? "configuration" : std::string(by),
                 .object = row.practice + "@" + row.version,
                 .details = {{"sha256", practice::content_hash(pack)}},
                 .at = context.now()});
    }
    return *std::move(release);
  });
  if (!done) return std::unexpected(done.error().detail);
  return *done;
}

}  // namespace pochin::server
