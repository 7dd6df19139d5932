#include "shared/voting/signals.h"

#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

constexpr int64_t kMinuteMs = 60'000, kQuietMinutes = 15;

std::string text_of(SignalKind kind, std::string_view label, int64_t per_minute) {
  switch (kind) {
    case SignalKind::project:
      return tr("За проект {} голосуют чаще {} раз в минуту", label, per_minute);
    case SignalKind::territory:
      return tr("В районе «{}» голосуют чаще {} раз в минуту", label, per_minute);
    case SignalKind::network:
      return tr("Из сети {} голосуют чаще {} раз в минуту", label, per_minute);
    case SignalKind::sameness:
      return tr("Бюллетени с одним и тем же набором проектов приходят чаще {} раз в минуту", per_minute);
  }
  return {};
}

}  // namespace

std::span<const Name<SignalKind>> names(SignalKind) {
  static constexpr Name<SignalKind> kNames[] = {{SignalKind::project, "project", tr("частота по проекту")},
                                                {SignalKind::territory, "territory", tr("частота по району")},
                                                {SignalKind::network, "network", tr("частота по сети")},
                                                {SignalKind::sameness, "sameness", tr("одинаковые бюллетени")}};
  return kNames;
}

std::optional<Signal> RateWatch::take(SignalKind kind, std::string_view key, std::string_view label, Instant at) {
  const int64_t minute = at.ms / kMinuteMs;
  forget(minute);
  Count& count = counts_[std::string(code_of(kind)) + '\n' + std::string(key)];
  if (minute > count.minute) count = {minute, 0, count.quiet_until};
  if (minute < count.minute || ++count.votes <= per_minute_ || minute < count.quiet_until) return std::nullopt;
  count.quiet_until = minute + kQuietMinutes;
  return Signal{kind, std::string(key), per_minute_, text_of(kind, label, per_minute_)};
}

void RateWatch::forget(int64_t minute) {
  if (minute <= swept_) return;
  swept_ = minute;
  std::erase_if(counts_,
                [&](const auto& each) { return each.second.minute + 1 < minute && each.second.quiet_until < minute; });
}

}  // namespace pochin::voting
