// The 89 subjects of the federation (Constitution, article 65) by every name that registers and people write for them.
#pragma once

#include <optional>
#include <string_view>

namespace pochin::territory {

// What stands for a subject in comparisons: its place in the table, of no other meaning.
using Subject = int;

// The subject of this name: in the spelling of the address register («Саха /Якутия/», «Ханты-Мансийский Автономный
// округ - Югра»), of the Constitution, short («Томская обл», «Респ Татарстан», «ЯНАО»), of everyday («Якутия»,
// «Кузбасс»), or of a region that has become a part of another one. Nothing for what is none of them: that says nothing
// about where the place lies. `within` is the next part of the address: an autonomous okrug is also written as a part
// of the region around it.
std::optional<Subject> subject_named(std::string_view name, std::string_view within = {});

// «Приозёрская область», «край», «республика», «округ»: a name of the kind that subjects have, whether or not there is
// such a subject.
bool sounds_like_subject(std::string_view name);

}  // namespace pochin::territory
