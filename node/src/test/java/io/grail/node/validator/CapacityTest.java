package io.grail.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void atFirstEverybodyIsTried() {
        assertThat(new Capacity().fit(256, 10)).isEqualTo(256);
    }

    @Test
    void thereIsTimeForAsManyAsTheLastOnesTook() {
        Capacity capacity = new Capacity();
        capacity.took(20, true, 10);
        assertThat(capacity.fit(256, 10)).isEqualTo(16);
        assertThat(capacity.fit(12, 10)).isEqualTo(12);
    }

    @Test
    void whoDidNotFinishTakesHalfAsMany() {
        Capacity capacity = new Capacity();
        capacity.took(64, false, 10);
        assertThat(capacity.fit(64, 10)).isEqualTo(25);
    }

    @Test
    void oneIsJudgedEvenWhereNoTimeIsLeft() {
        Capacity capacity = new Capacity();
        capacity.took(1, false, 30);
        assertThat(capacity.fit(5, 0)).isEqualTo(1);
    }

    @Test
    void whereTimeStandsStillThereIsTimeForAll() {
        Capacity capacity = new Capacity();
        capacity.took(5, true, 0);
        assertThat(capacity.fit(500, 1)).isEqualTo(500);
    }
}
