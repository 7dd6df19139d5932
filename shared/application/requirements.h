// What a transition asks for besides the right role in the right state: the checks of decide().
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/decide.h"

namespace pochin::application {

std::unexpected<Refusal> refuse(Refusal::Code code, std::string_view message, std::vector<form::Problem> problems = {});
form::Problem problem(std::string field, std::string_view code, std::string_view message);

// In the order in which a person can do something about it: the time, open intake, comment, ground, remarks, the form,
// documents, the guard.
std::expected<void, Refusal> check_requirements(const Application& application, const Rules& rules,
                                                const Transition& transition, const ActionInput& input, Instant now);

}  // namespace pochin::application
