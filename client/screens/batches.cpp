// Ballots that did not come through the portal: entered by one person, accepted by another.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"

namespace pochin::screens {

void batches_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  if (!may_see(view, say("Здесь вводят бумажные бюллетени."))) return;
  const auto v = voting_of(view, say("Бумажные бюллетени"));
  if (!v) return;
  view.ui.title(say("Бумажные бюллетени"));
}

}  // namespace pochin::screens
