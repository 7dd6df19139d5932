// Every way to spoil a file is found on its line and by its name; what follows of it is told too, and nothing else.
#include <set>

#include "tests/unit/shared/pabulib/file.h"

namespace pochin::pabulib {
namespace {

struct Spoilt {
  const char* from;
  const char* to;
  const char* faults;
};

constexpr Spoilt kSpoilt[] = {
    // the file
    {"META\n", "note\nMETA\n", "1 text_before_section"},
    {"META\n", "\xEF\xBB\xBFMETA\n", "1 byte_order_mark"},
    {"Лесное", "\xFF\xFE", "0 not_utf8"},
    {"VOTES\n", "\nVOTES\n", "24 empty_line"},
    {"VOTES\n", "META\n", ""},
    {"comment;#1", "PROJECTS\ncomment;#1", ""},
    {"Мост;0", "\"Мост;0", "0 missing_section, 22 unclosed_quote, 22 column_count"},
    {"\"Сквер", "\"x\" Сквер", ""},
    {"PROJECTS\nproject_id;cost;votes;name;selected\n", "PROJECTS\n", ""},
    {"v3;2;;;internet", "v3;2;;;internet;", "28 column_count"},
    {"2;500;2;Мост;0", "2;500;2;Мост", "22 column_count"},
    {"budget;1000.50", "budget; 1000.50", "9 spaces"},
    {"3;400.5;2", "3;400.5 ;2", "23 spaces"},
    {"v1;1,2;", "v1;1, 2;", "26 spaces"},
    // fields
    {"instance;2027\n", "instance;2027\nweather;fine\n", "7 unknown_field"},
    {"name;selected", "name;chosen", "20 unknown_field"},
    {"age;sex", "sex;age", ""},
    {"country;Russia\nunit;Лесное\n", "unit;Лесное\ncountry;Russia\n", "5 field_order"},
    {"country;Russia\n", "", "0 missing_field"},
    {"voter_id;vote;age", "voter;vote;age", "25 unknown_field, 25 missing_field"},
    {"country;Russia\n", "country;Russia\ncountry;Russia\n", "5 repeated_field"},
    {"votes;name;selected", "votes;name;name", "20 repeated_field"},
    {"country;Russia", "country;", "4 empty_field"},
    {"num_votes;4", "num_votes;four", "8 bad_number"},
    {"budget;1000.50", "budget;much", "9 bad_number, 9 bad_number"},
    {"budget;1000.50", "budget;-5", "9 bad_number"},
    {"budget;1000.50", "budget;1000,5", "9 comma_decimal"},
    {"3;400.5;2", "3;400,5;2", "23 comma_decimal"},
    {"01.02.2027", "2027-02-01", "12 bad_date"},
    {"15.02.2027", "30.02.2027", "13 bad_date"},
    {"15.02.2027", "15.01.2027", "0 date_order"},
    {"approval", "opinion", "10 bad_vote_type"},
    {"rule;greedy", "rule;dice", "11 bad_rule"},
    {"language;ru", "language;Russian", "16 bad_language"},
    {"currency;RUB", "currency;rouble", "17 bad_currency"},
    {"comment;#1", "fully_funded;yes\ncomment;#1", "18 bad_flag"},
    {"#1: первый", "первый", "18 bad_comment"},
    {"min_length;1", "min_length;3",
     "0 limits_order, 26 vote_too_short, 27 vote_too_short, 28 vote_too_short, 29 vote_too_short"},
    // projects
    {"num_projects;3", "num_projects;4", "0 project_count"},
    {"2;500;2;Мост", "1;500;2;Мост", "22 repeated_project"},
    {"2;500;2", "2;-500;2", "22 negative_cost"},
    {"2;500;2", "2;0;2", "9 all_fit, 22 free_project"},
    {"2;500;2", "2;5000;2", "22 dear_project"},
    {"2;500;2", "2;999999999;2", "9 all_fit, 22 withdrawn_project"},
    {"2;500;2", "2;dear;2", "22 bad_number"},
    {"Фонари;1", "Фонари;7", "23 bad_selected"},
    {"Мост;0", "Мост;1", "9 budget_exceeded"},
    {"budget;1000.50", "budget;9000", "9 all_fit"},
    {"comment;#1", "fully_funded;1\ncomment;#1", "9 not_all_fit"},
    {"v4;3;", "v4;2;", "22 votes_differ, 23 votes_differ"},
    {"2;500;2", "2;500;3", "22 votes_differ"},
    // votes
    {"num_votes;4", "num_votes;5", "0 vote_count"},
    {"v2;1,3", "v1;1,3", "27 repeated_voter"},
    {"v3;2;", "v3;9;", "22 votes_differ, 28 unknown_project"},
    {"v3;2;", "v3;2,2;", "28 repeated_choice"},
    {"v3;2;", "v3;;", "22 votes_differ, 28 empty_vote"},
    {"max_length;2", "max_length;1", "26 vote_too_long, 27 vote_too_long"},
    {"approval", "choose-1", "26 vote_too_long, 27 vote_too_long"},
    {"max_length;2", "max_length;2\nmax_sum_cost;1000.50", "27 vote_too_dear"},
    {"max_length;2", "max_length;2\nmin_sum_cost;500", "30 vote_too_cheap"},
    {"v1;1,2;34", "v1;1,2;old", "26 bad_age"},
    {"40-59", "59-40", "27 bad_age"},
    {"34;F", "34;W", "26 bad_sex"},
    {"M;paper", "M;post", "27 bad_method"},
};

}  // namespace

TEST_CASE("each spoilt file is told by line and kind") {
  int exact = 0;
  for (const Spoilt& each : kSpoilt) {
    INFO(each.from << " -> " << each.to);
    const std::string found = listed(read(spoilt(each.from, each.to)).faults);
    CHECK_FALSE(found.empty());
    if (*each.faults == '\0') continue;
    ++exact;
    CHECK(found == each.faults);
  }
  CHECK(exact >= 40);
}

TEST_CASE("a file with nothing in it, and one that ends early, say what is missing") {
  CHECK(listed(read("").faults) == "0 empty_file");
  CHECK(listed(read("\n \n").faults) == "0 empty_file");
  const std::string early = kGood.substr(0, kGood.find("VOTES"));
  CHECK(listed(read(early).faults) == "0 missing_section");
  CHECK_FALSE(read(early).election);
  CHECK(listed(read(early + "VOTES\n").faults) == "24 missing_header");
  CHECK(listed(read(kGood.substr(kGood.find("PROJECTS"))).faults).starts_with("0 missing_section"));
}

TEST_CASE("projects without votes and without counts are told") {
  CHECK(read(spoilt("cost;votes;name", "cost;proposer;name")).faults.count(Kind::no_counts) == 1);
  std::string text = spoilt("v3;2;", "v3;1;");
  text = spoilt("v1;1,2;", "v1;1;", text);
  text = spoilt("1;600;2;", "1;600;3;", text);
  text = spoilt("2;500;2;", "2;500;0;", text);
  CHECK(listed(read(text).faults) == "22 unsupported_project");
}

TEST_CASE("points have as many as there are choices, within their limits") {
  std::string text = spoilt("approval", "cumulative");
  text = spoilt("max_length;2\n", "max_length;2\nmax_points;6\nmax_sum_points;10\n", text);  // two lines more
  text = spoilt("vote;age", "vote;points;age", text);
  text = spoilt("1,2;34", "1,2;5,5;34", text);
  text = spoilt("1,3;40", "1,3;4,6;40", text);
  text = spoilt("2;;;", "2;6;;;", text);
  text = spoilt("v4;3;", "v4;3;5;", text);
  CHECK(listed(read(text).faults) == "");
  CHECK(listed(read(spoilt("5,5", "5", text)).faults) == "23 votes_differ, 24 votes_differ, 28 points_count");
  CHECK(listed(read(spoilt("4,6", "3,7", text)).faults) == "29 points_range");
  CHECK(listed(read(spoilt("4,6", "6,6", text)).faults) == "29 points_sum");
  CHECK(listed(read(spoilt("4,6", "4,six", text)).faults) == "25 votes_differ, 29 bad_number");
  CHECK(listed(read(spoilt("max_sum_points;10\n", "", text)).faults) == "0 missing_field");
  const Reading without = read(spoilt(";points;age", ";topic_preference_nature;age", text));
  CHECK(without.faults.count(Kind::missing_field) == 1);
  CHECK_FALSE(without.election);
}

TEST_CASE("the names of the kinds are all there, and differ") {
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(Kind::bad_method); ++i) codes.insert(code_of(static_cast<Kind>(i)));
  CHECK(codes.size() == static_cast<std::size_t>(Kind::bad_method) + 1);
  CHECK_FALSE(codes.contains(""));
}

}  // namespace pochin::pabulib
