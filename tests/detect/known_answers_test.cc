// SPDX-License-Identifier: Apache-2.0
#include "detect/known_answers.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(KnownAnswers, AsksEachQuestionOnce) {
  KnownAnswers answers;
  answers.begin(9);
  int asked = 0;
  for (int time = 0; time < 3; ++time) {
    for (std::uint32_t number = 0; number < 9; ++number) {
      const bool answer = answers.answer(number, [&] {
        ++asked;
        return number % 3 == 0;
      });
      EXPECT_EQ(answer, number % 3 == 0) << number;
    }
  }
  EXPECT_EQ(asked, 9);
}

TEST(KnownAnswers, ForgetsThem) {
  KnownAnswers answers;
  answers.begin(2);
  EXPECT_TRUE(answers.answer(1, [] { return true; }));
  answers.begin(2);
  EXPECT_FALSE(answers.answer(1, [] { return false; }));
}

}  // namespace
}  // namespace trailsift::detect
