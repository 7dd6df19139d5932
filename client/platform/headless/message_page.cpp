#include "client/platform/headless/message_page.h"

#include "client/screens/kit/typography.h"
#include "client/screens/kit/view.h"
#include "client/screens/kit/words.h"
#include "client/ui/html.h"
#include "client/ui/ui.h"

namespace pochin::headless {
namespace {

using screens::say;
using screens::typeset;

// The ways that every page has. Buttons are left out: no program stands behind them here.
void draw_head(ui::Ui& ui, const Message& message) {
  const auto head = ui.header("head", say("Инициативное бюджетирование"), typeset(message.region), "/");
  const auto ways = ui.row("ways", 16);
  ui.link("projects", say("Проекты"), "/projects");
  ui.link("votes", say("Голосования"), "/votes");
  ui.link("help", say("Помощь"), "/help");
}

void draw_ways(ui::Ui& ui, const Message& message) {
  const auto ways = ui.column("ways_on", 12);
  int index = 0;
  for (const Message::Way& way : message.ways) {
    ui::LinkOptions options;
    options.primary = way.primary;
    const std::string key = "way" + std::to_string(index++);
    ui.link(key, way.text, way.href, options);
    if (!way.about.empty()) ui.paragraph(key + "about", way.about, {.size = ui::TextSize::Small, .secondary = true});
  }
}

void draw_foot(ui::Ui& ui, const Message& message) {
  const auto foot = ui.footer("foot");
  {
    const auto about = ui.column("about", 4);
    if (!message.centre.empty())
      ui.paragraph("centre", typeset(message.centre), {.size = ui::TextSize::Small, .secondary = true});
  }
  const auto links = ui.row("links", 24);
  if (!message.phone.empty()) ui.link("phone", message.phone, screens::phone_href(message.phone));
  if (!message.email.empty()) ui.link("mail", say("Написать нам"), "mailto:" + message.email);
}

}  // namespace

std::string message_html(const Message& message) {
  ui::Ui ui;
  ui.begin({});
  draw_head(ui, message);
  {
    const auto main = ui.main("main", ui::PageWidth::Column);
    ui.title(message.title);
    int index = 0;
    for (const std::string& text : message.paragraphs)
      ui.paragraph("text" + std::to_string(index++), text, {.size = ui::TextSize::Lead});
    draw_ways(ui, message);
    if (!message.small.empty()) ui.paragraph("small", message.small, {.size = ui::TextSize::Small, .secondary = true});
  }
  draw_foot(ui, message);
  return ui::to_html(ui.end());
}

}  // namespace pochin::headless
