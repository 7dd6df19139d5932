// `pochin audit export --config FILE` prints the audit log: one JSON object a line, {"hash", "line"}, at the end
// {"head": {"seq", "hash"}}. Kept elsewhere, the head proves later that nothing was cut off.
// `pochin audit verify --config FILE [--head EXPORT]` checks the log of a portal, `pochin audit verify --file EXPORT
// [--head EXPORT]` an exported one: no line changed, missing, out of place, and the log goes through the kept head.
// 0 = done or whole, 1 = broken, 2 = wrong call.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int audit_command(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);
int audit_command(std::span<const std::string> arguments);

}  // namespace pochin::server
