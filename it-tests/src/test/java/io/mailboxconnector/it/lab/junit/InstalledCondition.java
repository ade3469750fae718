package io.mailboxconnector.it.lab.junit;

import io.mailboxconnector.it.lab.InstalledServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test where a mail server is missing. */
final class InstalledCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return judge(InstalledServers.missing());
    }

    static ConditionEvaluationResult judge(List<Path> missing) {
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("the mail servers are installed")
                : ConditionEvaluationResult.disabled("real mail servers are missing (" + missing
                        + "); install them with: sudo " + InstalledServers.INSTALLER);
    }
}
