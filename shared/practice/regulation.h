// The draft of a local regulation made from a pack, so that the act and the portal say the same: who may apply, when,
// with which documents, how points are given, why a project may be refused. Names the portal and the login through
// ЕСИА as a lawful way of submitting (the model of ХМАО—Югра, domain.md §1.2). Every amount, date, term, weight and
// act comes from the pack; what the pack does not know is a blank to fill in.
#pragma once

#include <string>
#include <vector>

#include "shared/practice/pack.h"

namespace pochin::practice {

struct Point {
  std::string number;  // "3.2"
  std::string text;    // a paragraph; items of a list stand on lines of their own
  std::string basis;   // «131-ФЗ, ст. 26.1 ч. 4; …»; may be empty
};

struct RegulationSection {
  std::string number;  // "3"
  std::string title;
  std::vector<Point> points;
};

struct Regulation {
  std::string title;
  std::vector<RegulationSection> sections;
  // Rules of the pack that the text does not say, one a line: «Критерий «…»: к каким заявкам он применяется (формула
  // …)». Empty = the text says them all.
  std::vector<std::string> unsaid;
};

// What a pack does not know. An empty text becomes a blank.
struct RegulationPlace {
  std::string municipality;  // in the genitive: «Лесного муниципального округа»
  std::string portal;        // the name or the address of the portal
};

// The draft in Russian. It says nothing that the pack does not; what it cannot say of the rules is in `unsaid`. The
// acts are cited in the wording in force on the first day of the cycle. O(pack).
Regulation regulation(const Pack& pack, const RegulationPlace& place = {});
// Behind the last section stand the unsaid rules under «НЕ ОТРАЖЕНО В ТЕКСТЕ», when there are any.
std::string plain_text(const Regulation& regulation);

}  // namespace pochin::practice
