// The part of the table of the format (format.h) that read_commission.cpp reads.
#pragma once

#include "shared/practice/format_keys.h"

namespace pochin::practice::format {

inline constexpr int64_t kMembers = 1'000;

inline constexpr Key kCompositionKeys[] = {
    text_of("representative_share", rule, "доля членов по предложению представительного органа"),
    whole_of("least_members", rule, "членов не меньше", 0, kMembers),
    whole_of("most_members", rule, "членов не больше", 1, kMembers, {}),
    texts_of("excluded_traits", rule, "кто не может входить"),
    flag_of("secretary_votes", rule, "секретарь голосует", "true"),
    text_of("norm", wording, "норма"),
    kSource,
    kNote,
};
inline constexpr Shape kComposition{.name = "composition", .title = "Состав комиссии", .keys = kCompositionKeys};

inline constexpr Key kQuorumKeys[] = {
    needed_text("share", rule, "доля присутствующих"),
    flag_of("more_than", rule, "больше этой доли"),
    flag_of("recused_counted", rule, "учитывать взявших самоотвод"),
    text_of("norm", wording, "норма"),
    kSource,
    kNote,
};
inline constexpr Shape kQuorum{.name = "quorum", .title = "Кворум", .keys = kQuorumKeys};

inline constexpr Key kMajorityKeys[] = {
    word_of("of", rule, "от кого считать", Vocabulary::majority, R"("voted")"),
    needed_text("share", rule, "доля голосов за"),
    flag_of("more_than", rule, "больше этой доли", "true"),
    flag_of("chair_casts", rule, "при равенстве решает голос председателя", "true"),
    text_of("norm", wording, "норма"),
    kSource,
    kNote,
};
inline constexpr Shape kMajority{.name = "majority", .title = "Большинство", .keys = kMajorityKeys};

inline constexpr Key kCommissionKeys[] = {
    object_of("composition", kComposition, false),
    object_of("quorum", kQuorum),
    object_of("majority", kMajority),
    flag_of("all_sign", rule, "протокол подписывают все присутствующие"),
    texts_of("binds", rule, "действия по протоколу комиссии"),
    text_of("opinion_term", rule, "срок заключения эксперта"),
    kSource,
    kNote,
};
inline constexpr Shape kCommission{.name = "commission", .title = "Комиссия", .keys = kCommissionKeys};

}  // namespace pochin::practice::format
