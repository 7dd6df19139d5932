#include "shared/practice/diff.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/diff_words.h"
#include "shared/practice/reader.h"

namespace pochin::practice {
namespace {

const Json* member(const Json& json, std::string_view key) {
  const auto found = json.find(key);
  return found == json.end() ? nullptr : &*found;
}

// An item of a list, where it stands and what it stands in.
struct Item {
  std::string id;
  const Json* json = nullptr;
  std::string pointer;
  std::string parent, parent_label;  // of pooled items
};
using Items = std::vector<Item>;

const Item* find(const Items& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

std::string id_of(const Shape& shape, const Json& json, std::size_t place) {
  std::string id = shape.id_key.empty() ? std::string() : get_string(json, shape.id_key);
  if (id.empty()) return std::to_string(place + 1);
  return id;
}

// Actions share a code when they start from different states.
void tell_apart(const Shape& shape, Items& items) {
  if (shape.second_key.empty()) return;
  std::map<std::string, int> count;
  for (const Item& each : items) ++count[each.id];
  for (Item& each : items) {
    const Json& second = get_array(*each.json, shape.second_key);
    if (count[each.id] > 1 && !second.empty() && second[0].is_string()) each.id += ':' + second[0].get<std::string>();
  }
}

Items items_of(const Shape& shape, const Json* list, const std::string& pointer) {
  Items items;
  if (!list) return items;
  for (std::size_t i = 0; i < list->size(); ++i)
    items.push_back({id_of(shape, (*list)[i], i), &(*list)[i], step(pointer, i), {}, {}});
  tell_apart(shape, items);
  return items;
}

std::string label_of(const Shape& shape, const Item& item) {
  const std::string label = shape.label_key.empty() ? std::string() : get_string(*item.json, shape.label_key);
  if (!label.empty()) return tr("«{}»", label);
  return shape.id_key.empty() ? item.id : tr("«{}»", item.id);
}

// A field nobody has to fill in takes nothing from anybody.
Effect effect_of_added(const Shape& shape, const Json& json) {
  const bool field = shape.name == "field" || shape.name == "column";
  return field && !json.contains("required") ? Effect::limit : shape.added;
}

// More time: a stage or a vote that ends later, or one (but for intake) that begins later.
bool is_postponed(const Shape& shape, const Key& key, const Json& stage, const Json* before, const Json* after) {
  if ((shape.name != "stage" && shape.name != "campaign") || key.holds != Holds::local_time || !before || !after)
    return false;
  if (!before->is_string() || !after->is_string()) return false;
  return *after > *before && (key.name != "from" || !get_bool(stage, "intake"));
}

class Differ {
 public:
  std::vector<Change> take() { return std::move(changes_); }

  void object(const Shape& shape, const Json& before, const Json& after, const std::string& pointer) {
    for (const Key& key : shape.keys) {
      if (key.pooled) continue;  // compared by pools()
      const Json* old_value = member(before, key.name);
      const Json* new_value = member(after, key.name);
      const std::string place = step(pointer, key.name);
      switch (key.holds) {
        case Holds::object:
          inner(key, old_value, new_value, place);
          break;
        case Holds::list:
          list(*key.shape, key, items_of(*key.shape, old_value, place), items_of(*key.shape, new_value, place), place);
          break;
        case Holds::dictionary:
          dictionary(key, old_value, new_value, place);
          break;
        default:
          value(shape, key, after, old_value, new_value, place);
      }
      if (key.holds == Holds::object && key.name == "form" && old_value && new_value)
        pools(key, *old_value, *new_value);
    }
  }

 private:
  struct Owner {
    std::string what, title, label, id;
  };

  void value(const Shape& shape, const Key& key, const Json& owner, const Json* before, const Json* after,
             const std::string& place) {
    if (same_meaning(key, before, after)) return;
    Change change = about(Change::Kind::changed, place);
    if (change.what.empty()) change.what = shape.name;
    change.key = key.name;
    change.from = display(key, before);
    change.to = display(key, after);
    change.effect = is_postponed(shape, key, owner, before, after) ? Effect::postponed : key.effect;
    change.sentence = tr("{}: {}", owners(), difference(key, before, after));
    changes_.push_back(std::move(change));
  }

  void inner(const Key& key, const Json* before, const Json* after, const std::string& place) {
    if (!before && !after) return;
    owners_.push_back({std::string(key.shape->name), std::string(key.shape->title), {}, {}});
    if (before && after)
      object(*key.shape, *before, *after, place);
    else if (after && !after->empty())
      whole(Change::Kind::added, *key.shape, key.shape->added, place);
    else if (before && !before->empty())
      whole(Change::Kind::removed, *key.shape, key.shape->removed, place);
    owners_.pop_back();
  }

  // The owner on top was added, removed or moved.
  void whole(Change::Kind kind, const Shape& shape, Effect effect, const std::string& pointer) {
    Change change = about(kind, pointer);
    change.what = shape.name;
    change.effect = effect;
    const std::string text = owners(true);
    (kind == Change::Kind::removed ? change.from : change.to) = owners_.back().label;
    change.sentence = kind == Change::Kind::added ? tr("Добавлено: {}", text) : tr("Убрано: {}", text);
    changes_.push_back(std::move(change));
  }

  void list(const Shape& shape, const Key& key, const Items& before, const Items& after, const std::string& place) {
    for (const Item& each : before) {
      if (find(after, each.id)) continue;
      enter(shape, each);
      whole(Change::Kind::removed, shape, shape.removed, each.pointer);
      owners_.pop_back();
    }
    for (const Item& each : after) {
      const Item* old_item = find(before, each.id);
      enter(shape, old_item ? *old_item : each);
      if (!old_item) {
        whole(Change::Kind::added, shape, effect_of_added(shape, *each.json), each.pointer);
      } else {
        object(shape, *old_item->json, *each.json, each.pointer);
        if (old_item->parent != each.parent) moved(shape, *old_item, each);
      }
      owners_.pop_back();
    }
    if (key.order != Order::free) order(key, before, after, place);
  }

  void moved(const Shape& shape, const Item& before, const Item& after) {
    Change change = about(Change::Kind::moved, after.pointer);
    change.what = shape.name;
    change.from = before.parent_label;
    change.to = after.parent_label;
    change.effect = Effect::advice;
    change.sentence = tr("{}: перенесено ({} → {})", owners(), before.parent_label, after.parent_label);
    changes_.push_back(std::move(change));
  }

  // Of those that are in both lists and in the same parent.
  void order(const Key& key, const Items& before, const Items& after, const std::string& place) {
    const auto kept = [](const Items& items, const Items& others) {
      std::map<std::string, std::vector<std::string>> ids;
      for (const Item& each : items) {
        const Item* other = find(others, each.id);
        if (other && other->parent == each.parent) ids[each.parent].push_back(each.id);
      }
      return ids;
    };
    const auto old_order = kept(before, after);
    for (const auto& [parent, ids] : kept(after, before)) {
      if (ids == old_order.at(parent)) continue;
      Change change = about(Change::Kind::moved, place);
      if (change.what.empty()) change.what = key.shape->name;
      if (!parent.empty()) change.id = parent;
      change.key = key.name;
      change.effect = key.order == Order::decides ? Effect::rule : Effect::wording;
      const auto label = std::ranges::find(after, parent, &Item::parent)->parent_label;
      const std::string where = label.empty() ? owners() : label;
      change.sentence =
          where.empty() ? tr("Другой порядок: {}", key.title) : tr("{}: другой порядок — {}", where, key.title);
      changes_.push_back(std::move(change));
    }
  }

  void dictionary(const Key& key, const Json* before, const Json* after, const std::string& place) {
    static const Json kNone = Json::object();
    const Json& old_texts = before ? *before : kNone;
    const Json& new_texts = after ? *after : kNone;
    std::map<std::string, std::pair<const Json*, const Json*>> pairs;
    for (const auto& [name, text] : old_texts.items()) pairs[name].first = &text;
    for (const auto& [name, text] : new_texts.items()) pairs[name].second = &text;
    for (const auto& [name, pair] : pairs) {
      if (same_meaning({.name = name, .holds = Holds::text, .effect = key.effect, .title = {}}, pair.first,
                       pair.second))
        continue;
      using Kind = Change::Kind;
      Change change = about(!pair.first    ? Kind::added
                            : !pair.second ? Kind::removed
                                           : Kind::changed,
                            step(place, name));
      change.what = "text";
      change.id = name;
      const Key text{.name = name, .holds = Holds::text, .effect = key.effect, .title = key.title};
      change.from = display(text, pair.first);
      change.to = display(text, pair.second);
      change.effect = key.effect;
      const std::string title = tr("{} «{}»", key.title, name);
      change.sentence = difference({.name = name, .holds = Holds::text, .effect = key.effect, .title = title},
                                   pair.first, pair.second);
      changes_.push_back(std::move(change));
    }
  }

  // Groups, sections and fields are matched wherever they stand.
  void pools(const Key& form, const Json& before, const Json& after) {
    const Key* level = nullptr;
    for (const Key& key : form.shape->keys)
      if (key.pooled) level = &key;
    if (!level) return;
    const std::string place = step(step("", form.name), level->name);
    Items old_items = items_of(*level->shape, member(before, level->name), place);
    Items new_items = items_of(*level->shape, member(after, level->name), place);
    while (level) {
      list(*level->shape, *level, old_items, new_items, place);
      const Key* next = nullptr;
      for (const Key& key : level->shape->keys)
        if (key.pooled) next = &key;
      if (next) {
        old_items = children(*level->shape, *next, old_items);
        new_items = children(*level->shape, *next, new_items);
      }
      level = next;
    }
  }

  static Items children(const Shape& parent_shape, const Key& key, const Items& parents) {
    Items all;
    for (const Item& parent : parents) {
      const std::string label = tr("{} {}", parent_shape.title, label_of(parent_shape, parent));
      for (Item& each : items_of(*key.shape, member(*parent.json, key.name), step(parent.pointer, key.name))) {
        each.parent = parent.id;
        each.parent_label = label;
        all.push_back(std::move(each));
      }
    }
    return all;
  }

  void enter(const Shape& shape, const Item& item) {
    owners_.push_back({std::string(shape.name), std::string(shape.title), label_of(shape, item), item.id});
  }

  Change about(Change::Kind kind, const std::string& pointer) const {
    Change change;
    change.kind = kind;
    change.pointer = pointer;
    for (const Owner& each : owners_) {
      change.what = each.what;
      if (each.id.empty()) continue;
      if (!change.id.empty()) change.id += '/';
      change.id += each.id;
    }
    return change;
  }

  // «Поле «Направление», вариант «Дороги»»
  std::string owners(bool small = false) const {
    std::string text;
    for (const Owner& each : owners_) {
      // A part without a name of its own says nothing next to what is in it.
      if (each.label.empty() && &each != &owners_.back()) continue;
      if (!text.empty()) text += ", ";
      text += text.empty() && !small ? each.title : to_lower(each.title);
      if (!each.label.empty()) text += ' ' + each.label;
    }
    return text.empty() ? std::string(pack_shape().title) : text;
  }

  std::vector<Owner> owners_;
  std::vector<Change> changes_;
};

}  // namespace

std::string_view code_of(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::added:
      return "added";
    case Change::Kind::removed:
      return "removed";
    case Change::Kind::changed:
      return "changed";
    case Change::Kind::moved:
      return "moved";
  }
  return {};
}

std::vector<Change> diff(const Json& before, const Json& after) {
  Differ differ;
  differ.object(pack_shape(), before, after, "");
  return differ.take();
}

Json to_json(const Change& change) {
  return {
      {"kind", code_of(change.kind)}, {"what", change.what}, {"id", change.id},           {"key", change.key},
      {"from", change.from},          {"to", change.to},     {"pointer", change.pointer}, {"text", change.sentence}};
}

}  // namespace pochin::practice
