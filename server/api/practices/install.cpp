#include "server/api/practices/install.h"

#include "server/api/practices/release_pack.h"
#include "server/ops/text_file.h"
#include "server/store/practices.h"
#include "shared/base/json.h"
#include "shared/practice/migrate.h"

namespace pochin::server {
namespace {

using Done = std::expected<void, std::string>;

// An operator reads these: the text of the problem is enough.
template <class T>
Done done(const Checked<T>& answer) {
  if (!answer) return std::unexpected(answer.error().detail);
  return {};
}

// Takes in the versions that are not in memory yet.
Checked<bool> take_packs(Context& context, Db& db) {
  for (const PackRow& row : all_packs(db)) {
    if (context.packs.has(row.practice, row.version)) continue;
    Json json = stored_json(row.pack);
    if (const auto known = practice::migrate(json); !known)
      return std::unexpected(problem(500, known.error().code, known.error().message));
    auto pack = practice::parse_pack(json);
    if (!pack) return std::unexpected(problem(500, pack.error().code, pack.error().message + pack.error().place));
    context.packs.add(*std::move(pack), json);
  }
  return true;
}

}  // namespace

Done install_territories(Context& context, const std::string& file) {
  const auto json = read_json_file(file);
  if (!json) return std::unexpected(json.error());
  const auto region = territory::region_from_json(*json);
  if (!region) return std::unexpected(tr("{}{}: {}", file, region.error().place, region.error().message));
  return done(change(context, [&](Db& db) -> Checked<bool> {
    int position = 0;
    for (const territory::Municipality& m : region->municipalities) {
      put_territory(db, {m.id, std::string(code_of(m.kind)), m.name, to_json(m).dump()}, ++position);
    }
    return true;
  }));
}

Done install_pack(Context& context, Json pack, const std::string& file) {
  if (auto fit = make_fit(pack); !fit) return std::unexpected(file + ": " + fit.error());
  const PackRow row{get_string(pack, "id"), get_string(pack, "version"), pack.dump()};
  const auto published = change(context, [&](Db& db) -> Checked<Published> {
    const int position = static_cast<int>(current_packs(db).size()) + 1;
    return publish_pack(db, row, position, context.now());
  });
  if (!published) return std::unexpected(published.error().detail);
  if (*published == Published::differs) {
    return std::unexpected(
        tr("{}: версия {} уже опубликована с другим текстом. Дайте пакету новый номер версии.", file, row.version));
  }
  return {};
}

Done install_configured(Context& context) {
  const Config& config = context.config;
  if (!config.territories.empty()) {
    if (auto installed = install_territories(context, config.territories); !installed) return installed;
  }
  const auto known = look(context, [](Db& db) -> Checked<std::vector<PackRow>> { return current_packs(db); });
  if (!known) return std::unexpected(known.error().detail);
  for (const std::string& file : config.packs) {
    const auto pack = read_json_file(file);
    if (!pack) return std::unexpected(pack.error());
    const std::string id = get_string(*pack, "id");
    const bool seeded = std::ranges::any_of(*known, [&](const PackRow& row) { return row.practice == id; });
    if (config.demo()) {
      if (seeded) continue;
      if (auto installed = install_pack(context, *pack, file); !installed) return installed;
    } else if (const auto released = release_pack(context, *pack, {}); !released) {
      return std::unexpected(file + ": " + released.error());
    }
  }
  return {};
}

Done load_rules(Context& context) {
  return done(look(context, [&](Db& db) -> Checked<bool> {
    context.region.municipalities.clear();
    for (const TerritoryRow& row : territories(db)) {
      auto read = territory::municipality_from_json(stored_json(row.body), "/" + row.id);
      if (!read) return std::unexpected(problem(500, read.error().code, read.error().message));
      context.region.municipalities.push_back(*std::move(read));
    }
    return take_packs(context, db);
  }));
}

std::expected<bool, std::string> take_new_packs(Context& context) {
  const auto taken = look(context, [&](Db& db) -> Checked<bool> {
    if (pack_count(db) == context.packs.count()) return false;
    return take_packs(context, db);
  });
  if (!taken) return std::unexpected(taken.error().detail);
  if (*taken) context.cache.changed();
  return *taken;
}

}  // namespace pochin::server
