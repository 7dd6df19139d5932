#include "tests/journeys/portal.h"

#include "client/ui/layout.h"
#include "tests/unit/client/screens/golden.h"
#include "tests/unit/client/ui/sample.h"

namespace pochin::journeys {
namespace {

constexpr std::string_view kFields[] = {"textbox", "textarea", "combobox", "file"};

bool under(const ui::Tree& tree, const ui::Node& node, const ui::Node& top) {
  for (int at = node.parent; at >= 0; at = tree[static_cast<size_t>(at)].parent)
    if (&tree[static_cast<size_t>(at)] == &top) return true;
  return false;
}

}  // namespace

Someone::Someone(World& world, server::test::Person session, const std::string& path)
    : world_(world), session_(std::move(session)) {
  open(path);
}

void Someone::open(const std::string& path) {
  fake::Wire wire{.answer = [this](const app::Fetch& fetch) { return answer(fetch); },
                  .send_file = [this](const app::SendFile& file) { return send_file(file); },
                  .now = [this] { return world_.now; }};
  const std::string seed = "s" + std::to_string(++world_.next_key) + "x" + std::to_string(++loads_);
  // The page asks who this is while the program is on its way (web/start.js).
  Json came = Json::object();
  if (const auto session = offline ? server::test::Answer{} : session_.get("/api/v1/session"); session.body.is_object())
    came = {{"/api/v1/session", session.body}, {"just asked", 1}};
  page_ = std::make_unique<Page>(fake::Window(std::move(wire), device_, path, seed, !offline, came.dump()));
  judge();
}

app::Response Someone::answer(const app::Fetch& fetch) {
  app::Response out{.id = fetch.id};
  if (offline && !loses_answers) return out;
  server::test::Person::Headers headers(fetch.headers.begin(), fetch.headers.end());
  if (fetch.method != "GET") headers.emplace_back("Origin", world_.config.public_url);
  const auto got = session_.ask(fetch.method, fetch.path, fetch.body, std::move(headers));
  if (loses_answers) return out;
  out.status = got.status();
  out.etag = got.etag();
  out.location = std::string(got.response.header("Location"));
  out.body = got.text;
  if (const auto seconds = got.response.header("Retry-After"); !seconds.empty())
    out.retry_after = std::stoi(std::string(seconds));
  return out;
}

std::vector<app::Uploaded> Someone::send_file(const app::SendFile& file) {
  const std::string& bytes = files_.at(file.handle);
  const auto total = static_cast<int64_t>(bytes.size());
  std::vector<app::Uploaded> out;
  for (int64_t offset = file.offset;;) {
    const std::string piece = bytes.substr(static_cast<size_t>(offset), static_cast<size_t>(file.chunk));
    const auto got = session_.ask("PUT", file.url + "?offset=" + std::to_string(offset), piece,
                                  {{"X-CSRF-Token", file.csrf},
                                   {"Content-Type", "application/octet-stream"},
                                   {"Origin", world_.config.public_url}});
    if (got.status() == 200) offset = got.body.at("offset").get<int64_t>();
    out.push_back({file.handle, offset, total, got.status(), got.text});
    if (got.status() != 200 || got.body.at("complete") == true) return out;
  }
}

const ui::Node* Someone::find(std::string_view role, std::string_view beginning, int which) const {
  std::vector<const ui::Node*> whole, begun, held;
  for (const ui::Node& node : page().tree) {
    if (fake::role_name(node.role) != role) continue;
    const std::string name = fake::plain(fake::name_of(page().tree, node));
    if (name == beginning) whole.push_back(&node);
    if (name.starts_with(beginning)) begun.push_back(&node);
    if (name.find(beginning) != std::string::npos) held.push_back(&node);
  }
  const auto& found = which != kBest || (whole.empty() && begun.empty()) ? held : whole.empty() ? begun : whole;
  if (found.empty()) return nullptr;
  if (which == kBest) return found.front();
  if (which < 0) return found.back();
  return static_cast<size_t>(which) < found.size() ? found[static_cast<size_t>(which)] : nullptr;
}

const ui::Node& Someone::get(std::string_view role, std::string_view beginning, int which) const {
  const ui::Node* found = find(role, beginning, which);
  if (found == nullptr)
    throw std::runtime_error("no " + std::string(role) + " «" + std::string(beginning) + "» at " + path() + ":\n" +
                             text());
  return *found;
}

const ui::Node& Someone::field(std::string_view label, int which) const {
  for (const std::string_view role : kFields)
    if (const ui::Node* found = find(role, label, which)) return *found;
  return get("textbox", label, which);
}

void Someone::look(std::vector<ui::Event> events) {
  page().look(std::move(events));
  judge();
}

// What holds on every screen, and that nothing sticks out of the window.
void Someone::judge() const {
  INFO(path());
  fake::sound(page().tree);
  for (const float width : {320.f, 1280.f}) {
    ui::Tree tree = page().tree;
    ui::layout(tree, width, 1, ui::test_measure);
    for (const ui::Node& node : tree) {
      if (node.rect.w <= 1 || (node.rect.x >= -0.5f && node.rect.x + node.rect.w <= width + 0.5f)) continue;
      FAIL_CHECK("at " << width << " px " << node.key << " «" << node.text << "» goes from " << node.rect.x << " to "
                       << node.rect.x + node.rect.w);
    }
  }
}

void Someone::press(std::string_view button, int which) {
  const ui::Node& node = get("button", button, which);
  if (node.has(ui::kDisabled)) throw std::runtime_error("not to be pressed: " + std::string(button) + "\n" + text());
  look({{ui::EventKind::Click, node.key, {}}});
}

void Someone::follow(std::string_view link, int which) {
  const ui::Node& node = get("link", link, which);
  look({{ui::EventKind::Click, node.key, node.href.starts_with("/") ? node.href : std::string()}});
}

void Someone::fill(std::string_view label, const std::string& text, int which) {
  const std::string key = field(label, which).key;
  look({{ui::EventKind::Focus, key, {}}});
  look({{ui::EventKind::Input, key, text}});
  look({{ui::EventKind::Blur, key, {}}});
}

void Someone::choose(std::string_view label, std::string_view option) {
  for (const std::string_view role : {"combobox", "group"}) {
    const ui::Node* list = find(role, label);
    if (list == nullptr) continue;
    for (const ui::Node& node : page().tree) {
      const bool radio = node.role == ui::Role::Radio;
      if ((!radio && node.role != ui::Role::Option) || !under(page().tree, node, *list)) continue;
      if (fake::plain(fake::name_of(page().tree, node)).find(option) == std::string::npos) continue;
      const std::string key = radio ? node.key : list->key, value = radio ? "1" : node.value;
      look({{ui::EventKind::Input, key, value}});
      return;
    }
  }
  throw std::runtime_error("no «" + std::string(option) + "» in «" + std::string(label) + "» at " + path() + "\n" +
                           text());
}

void Someone::choose_at(std::string_view label, int option) {
  for (const std::string_view role : {"combobox", "group"}) {
    const ui::Node* list = find(role, label);
    if (list == nullptr) continue;
    int index = 0;
    for (const ui::Node& node : page().tree) {
      const bool radio = node.role == ui::Role::Radio;
      if ((!radio && node.role != ui::Role::Option) || !under(page().tree, node, *list)) continue;
      if (index++ != option) continue;
      const std::string key = radio ? node.key : list->key, value = radio ? "1" : node.value;
      look({{ui::EventKind::Input, key, value}});
      return;
    }
  }
  throw std::runtime_error("«" + std::string(label) + "» has not so many choices\n" + text());
}

void Someone::pick(std::string_view radio) { look({{ui::EventKind::Input, get("radio", radio).key, "1"}}); }

void Someone::check(std::string_view label) { look({{ui::EventKind::Input, get("checkbox", label).key, "1"}}); }

void Someone::attach(std::string_view label, const std::string& file_name) {
  const std::string handle = "h" + std::to_string(files_.size() + 1), key = field(label).key;
  files_[handle] = "%PDF-1.4\n" + file_name + "\n%%EOF\n";
  const Json picked = Json::array({{{"handle", handle},
                                    {"name", file_name},
                                    {"type", "application/pdf"},
                                    {"size", files_[handle].size()},
                                    {"modified", 1'795'000'000'000}}});
  look({{ui::EventKind::Files, key, picked.dump()}});
  wait();
}

void Someone::wait() {
  page().tab.pass();
  look({});
}

bool Someone::offers(std::string_view role, std::string_view name) const { return find(role, name) != nullptr; }

std::string Someone::name_of(std::string_view role, std::string_view beginning) const {
  return fake::plain(fake::name_of(page().tree, get(role, beginning)));
}

std::string Someone::value(std::string_view label) const { return fake::plain(field(label).value); }

bool Someone::invalid(std::string_view label) const { return field(label).has(ui::kInvalid); }

std::string Someone::title() const {
  for (const ui::Node& node : page().tree)
    if (node.role == ui::Role::Heading && node.level == 1) return fake::plain(node.text);
  return {};
}

std::string Someone::text() const { return fake::plain(fake::written(page().tree)); }

server::test::Answer Someone::ask(const std::string& method, const std::string& path, const Json& body,
                                  const std::string& etag) {
  server::test::Person::Headers headers;
  if (!etag.empty()) headers.emplace_back("If-Match", etag);
  return session_.send(method, path, body.is_null() ? std::string() : body.dump(), std::move(headers));
}

}  // namespace pochin::journeys
