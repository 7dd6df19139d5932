// The whole application of the demonstration practice as a person answers it, by the label one reads. The figures are
// those of a rural settlement of 800 people and give 73.5 points (domain.md §4.2).
#pragma once
#include <functional>
#include <string>

#include "tests/journeys/portal.h"

namespace pochin::journeys {

inline const std::string kName = "Спортивная площадка у Дома культуры";

Someone resident(World& world, const std::string& path = "/");
Someone clerk(World& world, const std::string& path = "/work/queue");
Someone centre(World& world, const std::string& path = "/work/queue");
Someone manager(World& world, const std::string& path = "/work");  // of the project centre: the second person

// From «Новая заявка» to the list of sections.
void start(Someone& who);
// Every section, back to the list; `seen` looks at each that is filled.
void fill_in(
    Someone& who, const std::function<void(const std::string& section)>& seen = [](const std::string&) {});
// From the list of sections to the receipt; gives the registration number.
std::string submit(Someone& who, const std::string& button = "Подать заявку");

}  // namespace pochin::journeys
